import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { FilingResponse, toResponse } from './filing-response.dto';
import { ObjectToFiling, WithdrawFiling } from './filing.dto';
import { FilingQueries } from './filing.queries';
import { FilingService } from './filing.service';
import { filingWorkflow } from './filing.workflow';

/** The enterprises' ways out of a filing. */
@ApiTags('elevator-filings')
@Allow()
@Names({ id: 'elevator_filing' })
@Controller('v1/elevator-filings/:id')
export class FilingExitController {
  constructor(
    private readonly filings: FilingService,
    private readonly queries: FilingQueries,
  ) {}

  @Post('objection')
  @Operation({
    summary: 'Object to what was filed for the own devices, before it is accepted',
    event: [filingWorkflow, 'object'],
    status: 200,
  })
  async object(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: ObjectToFiling,
  ): Promise<FilingResponse> {
    await this.filings.object(actor, id, reason);
    return toResponse(actor, await this.queries.get(actor, id));
  }

  @Post('withdrawal')
  @Operation({ summary: 'Withdraw an unpaid filing', event: [filingWorkflow, 'withdraw'], status: 200 })
  async withdraw(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: WithdrawFiling,
  ): Promise<FilingResponse> {
    await this.filings.withdraw(actor, id, reason);
    return toResponse(actor, await this.queries.get(actor, id));
  }
}
