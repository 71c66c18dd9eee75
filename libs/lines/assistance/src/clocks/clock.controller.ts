import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { assertTakesPart } from '../messages/conversation.service';
import { HelpRequestQueries } from '../requests/help-request.queries';
import { ClockList, toClockResponse } from './clock.dto';
import { ClockQueries } from './clock.queries';

@ApiTags('help-requests')
@Allow()
@Names({ id: 'help_request' })
@Controller('v1/help-requests/:id/clocks')
export class ClockController {
  constructor(
    private readonly requests: HelpRequestQueries,
    private readonly clocks: ClockQueries,
  ) {}

  @Get()
  @Operation({
    summary: 'The clocks of a request: every run, and what it caused',
    errors: ['record.not_found', 'assistance.not_in_conversation'],
  })
  async list(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ClockList> {
    assertTakesPart(actor, await this.requests.get(actor, id));
    return { items: (await this.clocks.runs(id)).map(toClockResponse) };
  }
}
