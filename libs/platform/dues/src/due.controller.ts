import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { Operation } from '@nqi/shared/http';
import { BoardQuery, DueBoard, DueList, DueQuery, toDueResponse } from './due.dto';
import { DueRules } from './due-rules.service';
import { DueQueries } from './due.queries';

@ApiTags('dues')
@ForKeys(null)
@Controller('v1/dues')
export class DueController {
  constructor(
    private readonly queries: DueQueries,
    private readonly clock: Clock,
    private readonly rules: DueRules,
  ) {}

  @Get()
  @Allow()
  @Operation({ summary: 'What falls due, the most urgent first', errors: ['request.bad_cursor'] })
  async list(@CurrentActor() actor: Actor, @Query() query: DueQuery): Promise<DueList> {
    const [{ items, nextCursor }, rules] = await Promise.all([this.queries.list(actor, query), this.rules.current()]);
    const today = this.clock.today();
    return { items: items.map((due) => toDueResponse(due, today, rules)), nextCursor };
  }

  @Get('board')
  @Allow('oversee_dues')
  @Operation({ summary: 'How much is overdue, and soon will be, in each district' })
  async board(@CurrentActor() actor: Actor, @Query() query: BoardQuery): Promise<DueBoard> {
    return { items: await this.queries.board(actor, query) };
  }
}
