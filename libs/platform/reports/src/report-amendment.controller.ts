import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { amendablesOf } from './amendment';
import { AmendableFieldList, AmendReport } from './report-amendment.dto';
import { ReportAmendmentService } from './report-amendment.service';
import { ReportKinds } from './report-kind';
import { ReportResponses } from './report-response.queries';
import { ReportResponse } from './report.dto';
import { ReportQueries } from './report.queries';
import { ReportService } from './report.service';
import { reportWorkflow } from './report.workflow';

const ERRORS = ['reports.not_in_force', 'reports.amendment_open', 'reports.incomplete', 'reports.unprintable'] as const;

/** 更正: a report is replaced by one with corrected particulars. */
@ApiTags('reports')
@ForKeys(null)
@Allow()
@Names({ id: 'report' })
@Controller('v1/reports/:id')
export class ReportAmendmentController {
  constructor(
    private readonly amendments: ReportAmendmentService,
    private readonly reports: ReportService,
    private readonly queries: ReportQueries,
    private readonly responses: ReportResponses,
    private readonly kinds: ReportKinds,
  ) {}

  @Get('amendable-fields')
  @Operation({ summary: 'Which particulars of a report an amendment may correct', errors: ['record.not_found'] })
  async amendable(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<AmendableFieldList> {
    const report = await this.queries.get(actor, id);
    return { items: amendablesOf(report.content, this.kinds.of(report).amendable) };
  }

  @Post('amendments')
  @Operation({
    summary: 'Draft the report that replaces this one, with corrected particulars; again after it was sent back',
    by: ['signatory'],
    errors: ['record.not_found', 'workflow.not_a_party', ...ERRORS],
    status: 201,
  })
  async amend(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() asked: AmendReport,
  ): Promise<ReportResponse> {
    return this.responses.of(actor, await this.amendments.amend(actor, id, asked));
  }

  @Post('withdrawal')
  @Operation({ summary: 'Give up an amendment that is not approved', event: [reportWorkflow, 'withdraw'], status: 200 })
  async withdraw(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ReportResponse> {
    await this.reports.withdraw(actor, id);
    return this.responses.of(actor, id);
  }
}
