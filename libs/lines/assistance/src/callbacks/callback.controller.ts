import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { HelpRequestQueries } from '../requests/help-request.queries';
import { CallbackList, CallbackResponse, CreateCallback, toCallbackResponse } from './callback.dto';
import { CallbackService } from './callback.service';

@ApiTags('help-requests')
@Allow()
@Names({ id: 'help_request' })
@Controller('v1/help-requests/:id/callbacks')
export class CallbackController {
  constructor(
    private readonly callbacks: CallbackService,
    private readonly requests: HelpRequestQueries,
  ) {}

  @Post()
  @Operation({
    summary: 'Write down a call to the requester of a resolved or closed request',
    by: ['operator'],
    errors: ['record.not_found', 'workflow.not_a_party', 'workflow.wrong_state'],
  })
  async record(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: CreateCallback,
  ): Promise<CallbackResponse> {
    return toCallbackResponse(await this.callbacks.record(actor, id, body));
  }

  @Get()
  @Operation({
    summary: 'Calls to the requester',
    by: ['operator'],
    errors: ['record.not_found', 'workflow.not_a_party'],
  })
  async list(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<CallbackList> {
    const calls = await this.callbacks.list(actor, await this.requests.get(actor, id));
    return { items: calls.map(toCallbackResponse) };
  }
}
