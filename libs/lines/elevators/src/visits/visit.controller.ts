import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { FeeService } from '../fees/fee.service';
import { FilingResponse, toResponse } from '../filings/filing-response.dto';
import { FilingQueries } from '../filings/filing.queries';
import { filingWorkflow } from '../filings/filing.workflow';
import { Checklist, ConcludeVisit, DispatchVisit, ScheduleVisit, StartVisit, toChecklist } from './visit.dto';
import { VisitService } from './visit.service';

/** The institution's side of a filing, from the fee to the conclusion. */
@ApiTags('elevator-filings')
@Allow()
@Names({ id: 'elevator_filing' })
@Controller('v1/elevator-filings/:id')
export class VisitController {
  constructor(
    private readonly visits: VisitService,
    private readonly fees: FeeService,
    private readonly queries: FilingQueries,
  ) {}

  @Post('fee-assessment')
  @Operation({
    summary: 'Assess the fee by the rule in force',
    event: [filingWorkflow, 'assess_fee'],
    errors: ['elevators.fee_fact_missing', 'elevators.no_fee_rule'],
    status: 200,
  })
  async assessFee(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<FilingResponse> {
    await this.fees.assess(actor, id);
    return this.answer(actor, id);
  }

  @Post('appointment')
  @Operation({
    summary: 'Agree on the day of the inspection',
    event: [filingWorkflow, 'schedule'],
    errors: ['elevators.scheduled_too_early'],
    status: 200,
  })
  async schedule(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: ScheduleVisit,
  ): Promise<FilingResponse> {
    await this.visits.schedule(actor, id, body);
    return this.answer(actor, id);
  }

  @Post('dispatch')
  @Operation({
    summary: 'Send two or more licensed inspectors',
    event: [filingWorkflow, 'dispatch'],
    errors: ['elevators.inspectors_unqualified'],
    status: 200,
  })
  async dispatch(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: DispatchVisit,
  ): Promise<FilingResponse> {
    await this.visits.dispatch(actor, id, body);
    return this.answer(actor, id);
  }

  @Post('arrival')
  @Operation({
    summary: 'Start on site, the conditions being met',
    event: [filingWorkflow, 'arrive'],
    errors: ['elevators.site_not_ready'],
    status: 200,
  })
  async arrive(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: StartVisit): Promise<FilingResponse> {
    await this.visits.arrive(actor, id, body);
    return this.answer(actor, id);
  }

  @Get('checklist')
  @Operation({ summary: 'The items to be inspected', errors: ['record.not_found'] })
  async checklist(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<Checklist> {
    return toChecklist(await this.visits.checklist(await this.queries.get(actor, id)));
  }

  @Post('conclusion')
  @Operation({
    summary: 'Record the findings: the rule concludes and the report is drafted',
    event: [filingWorkflow, 'conclude'],
    errors: [
      'elevators.items_incomplete',
      'elevators.opinion_notice_needed',
      'elevators.inspectors_unqualified',
      'reports.incomplete',
      'reports.unprintable',
      'elevators.scheduled_too_early',
    ],
    status: 200,
  })
  async conclude(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: ConcludeVisit,
  ): Promise<FilingResponse> {
    await this.visits.conclude(actor, id, body);
    return this.answer(actor, id);
  }

  private async answer(actor: Actor, id: string): Promise<FilingResponse> {
    return toResponse(actor, await this.queries.get(actor, id));
  }
}
