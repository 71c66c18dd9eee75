import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys, StepUp } from '@nqi/platform/identity';
import { History, HistoryList, toHistoryList } from '@nqi/shared/history';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { ReportDownloads } from './deliveries/report-downloads.service';
import { contentAnswer, ReportFileAnswer } from './report-file-answer';
import { ReportResponses } from './report-response.queries';
import { FileQuery, ReportList, ReportQuery, ReportResponse, ReturnReport } from './report.dto';
import { ReportQueries } from './report.queries';
import { ReportService } from './report.service';
import { reportWorkflow } from './report.workflow';

@ApiTags('reports')
@ForKeys(null)
@Names({ id: 'report' })
@Controller('v1/reports')
export class ReportController {
  constructor(
    private readonly reports: ReportService,
    private readonly queries: ReportQueries,
    private readonly downloads: ReportDownloads,
    private readonly responses: ReportResponses,
    private readonly history: History,
  ) {}

  @Get()
  @Allow()
  @Operation({
    summary: 'Reports of the own institution, or issued ones about the own organisation',
    errors: ['request.bad_cursor'],
  })
  list(@CurrentActor() actor: Actor, @Query() query: ReportQuery): Promise<ReportList> {
    return this.queries.list(actor, query);
  }

  @Get(':id')
  @Allow()
  @Operation({ summary: 'One report with its content', errors: ['record.not_found'] })
  get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ReportResponse> {
    return this.responses.of(actor, id);
  }

  @Get(':id/history')
  @Allow()
  @Operation({
    summary: 'Timeline of a report; other organisations read only that it was issued',
    errors: ['record.not_found'],
  })
  async timeline(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HistoryList> {
    const { institutionId } = await this.queries.get(actor, id);
    return toHistoryList(await this.history.timeline('report', id, actor.organisationId === institutionId));
  }

  @Get(':id/file')
  @Allow()
  @Operation({
    summary: 'A document of the issued report: PDF, certificate for machines (`dcc`), or its content (`content`)',
    file: ['application/pdf', 'application/xml', 'application/json'],
    errors: ['record.not_found', 'reports.no_file', 'reports.file_unreadable'],
  })
  async file(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Query() { document }: FileQuery,
  ): Promise<ReportFileAnswer> {
    const report = await this.queries.get(actor, id);
    if (document === 'content') return contentAnswer(report);
    const found = this.queries.issuedFile(report, document);
    const [{ file, content }] = await Promise.all([found, this.downloads.note(actor, report, found)]);
    return new ReportFileAnswer(`${report.number ?? report.id}-${file.document}`, file, content);
  }

  @Post(':id/check')
  @Allow()
  @Operation({
    summary: 'The checker has checked the draft',
    event: [reportWorkflow, 'check'],
    status: 200,
    errors: ['reports.same_person'],
  })
  async check(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ReportResponse> {
    await this.reports.check(actor, id);
    return this.get(actor, id);
  }

  @Post(':id/return')
  @Allow()
  @Operation({ summary: 'Send the draft back to the inspector', event: [reportWorkflow, 'return'], status: 200 })
  async return(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: ReturnReport,
  ): Promise<ReportResponse> {
    await this.reports.return(actor, id, reason);
    return this.get(actor, id);
  }

  @Post(':id/approval')
  @Allow()
  @StepUp()
  @Operation({
    summary: 'The signatory approves: number given, content frozen, file ordered',
    event: [reportWorkflow, 'approve'],
    status: 200,
    errors: ['reports.same_person', 'access.step_up_needed', 'access.second_factor_missing'],
  })
  async approve(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ReportResponse> {
    await this.reports.approve(actor, id);
    return this.get(actor, id);
  }
}
