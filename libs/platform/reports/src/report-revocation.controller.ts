import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys, StepUp } from '@nqi/platform/identity';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import {
  RefuseRevocation,
  ReportRevocationList,
  ReportRevocationResponse,
  RevokeReport,
  toRevocationResponse,
} from './report-revocation.dto';
import { ReportRevocationQueries } from './report-revocation.queries';
import { ReportRevocationService } from './report-revocation.service';
import { reportRevocationWorkflow } from './report-revocation.workflow';
import { ReportQueries } from './report.queries';

/** 撤销: a report that was wrong in what it found loses its force. */
@ApiTags('reports')
@ForKeys(null)
@Allow()
@Controller('v1')
export class ReportRevocationController {
  constructor(
    private readonly revocations: ReportRevocationService,
    private readonly reports: ReportQueries,
    private readonly queries: ReportRevocationQueries,
  ) {}

  @Get('reports/:id/revocations')
  @Names({ id: 'report' })
  @Operation({ summary: 'The revocation of a report, and what was proposed before', errors: ['record.not_found'] })
  async list(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ReportRevocationList> {
    const found = await this.queries.of(actor, id);
    return { items: found.map((one) => toRevocationResponse(actor, one)) };
  }

  @Post('reports/:id/revocations')
  @Names({ id: 'report' })
  @StepUp()
  @Operation({
    summary: 'Signatory or administrator propose to revoke a report; the regulator of the district orders it at once',
    by: ['signatory', 'administrator', 'regulator'],
    errors: [
      ...(['record.not_found', 'workflow.not_a_party', 'reports.not_in_force', 'reports.revocation_open'] as const),
      ...(['access.step_up_needed', 'access.second_factor_missing'] as const),
    ],
    status: 201,
  })
  async begin(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() grounds: RevokeReport,
  ): Promise<ReportRevocationResponse> {
    const report = await this.reports.get(actor, id);
    return this.get(actor, await this.revocations.begin(actor, report, grounds));
  }

  @Get('report-revocations/:id')
  @Names({ id: 'report_revocation' })
  @Operation({ summary: 'One revocation', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ReportRevocationResponse> {
    return toRevocationResponse(actor, await this.queries.get(actor, id));
  }

  @Post('report-revocations/:id/confirmation')
  @Names({ id: 'report_revocation' })
  @StepUp()
  @Operation({
    summary: 'The other of the two agrees: the report is revoked, and what it moved goes back',
    event: [reportRevocationWorkflow, 'confirm'],
    errors: ['access.step_up_needed', 'access.second_factor_missing'],
    status: 200,
  })
  async confirm(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ReportRevocationResponse> {
    await this.revocations.confirm(actor, id);
    return this.get(actor, id);
  }

  @Post('report-revocations/:id/refusal')
  @Names({ id: 'report_revocation' })
  @Operation({ summary: 'The report stays in force', event: [reportRevocationWorkflow, 'refuse'], status: 200 })
  async refuse(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { answer }: RefuseRevocation,
  ): Promise<ReportRevocationResponse> {
    await this.revocations.refuse(actor, id, answer);
    return this.get(actor, id);
  }

  @Post('report-revocations/:id/withdrawal')
  @Names({ id: 'report_revocation' })
  @Operation({ summary: 'Take back a proposal', event: [reportRevocationWorkflow, 'withdraw'], status: 200 })
  async withdraw(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ReportRevocationResponse> {
    await this.revocations.withdraw(actor, id);
    return this.get(actor, id);
  }
}
