import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import {
  AnswerTask,
  RatingTaskList,
  RatingTaskQuery,
  RatingTaskResponse,
  ReturnTask,
  toTaskResponse,
} from './rating-task.dto';
import { RatingTaskQueries } from './rating-task.queries';
import { RatingTaskService } from './rating-task.service';
import { ratingTaskWorkflow } from './rating-task.workflow';

@ApiTags('rating-tasks')
@Allow()
@Names({ id: 'rating_task' })
@Controller('v1/rating-tasks')
export class RatingTaskController {
  constructor(
    private readonly tasks: RatingTaskService,
    private readonly queries: RatingTaskQueries,
  ) {}

  @Get()
  @Operation({ summary: 'What low grades of the own services ask for', errors: ['request.bad_cursor'] })
  async list(@CurrentActor() actor: Actor, @Query() query: RatingTaskQuery): Promise<RatingTaskList> {
    const { items, nextCursor } = await this.queries.list(actor, query);
    return { items: items.map((task) => toTaskResponse(actor, task)), nextCursor };
  }

  @Get(':id')
  @Operation({ summary: 'One task', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<RatingTaskResponse> {
    return toTaskResponse(actor, await this.queries.get(actor, id));
  }

  @Post(':id/answer')
  @Operation({ summary: 'Say what was found and done', event: [ratingTaskWorkflow, 'answer'], status: 200 })
  async answer(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { answer }: AnswerTask,
  ): Promise<RatingTaskResponse> {
    await this.tasks.answer(actor, id, answer);
    return this.get(actor, id);
  }

  @Post(':id/return')
  @Operation({ summary: 'Ask for more than the answer', event: [ratingTaskWorkflow, 'return'], status: 200 })
  async return(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: ReturnTask,
  ): Promise<RatingTaskResponse> {
    await this.tasks.return(actor, id, reason);
    return this.get(actor, id);
  }

  @Post(':id/closure')
  @Operation({ summary: 'Close a task whose answer does', event: [ratingTaskWorkflow, 'close'], status: 200 })
  async close(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<RatingTaskResponse> {
    await this.tasks.close(actor, id);
    return this.get(actor, id);
  }
}
