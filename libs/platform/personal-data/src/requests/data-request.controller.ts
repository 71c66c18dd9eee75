import { Body, Controller, Get, Header, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, CurrentSession, StepUp } from '@nqi/platform/identity';
import { History, HistoryList, toHistoryList } from '@nqi/shared/history';
import { IdParam, Names, Operation, Unkept } from '@nqi/shared/http';
import { DataExportResponse } from '../exports/data-export.dto';
import { DataExportService } from '../exports/data-export.service';
import { DataRequestList, DataRequestResponse, toDataRequestResponse } from './data-request-response.dto';
import { DataRequestQuery, RefuseDataRequest, SubmitDataRequest } from './data-request.dto';
import { DataRequestQueries } from './data-request.queries';
import { DataRequestService } from './data-request.service';
import { dataRequestWorkflow } from './data-request.workflow';

@ApiTags('data-requests')
@Allow()
@Names({ id: 'data_request' })
@Controller('v1/data-requests')
export class DataRequestController {
  constructor(
    private readonly requests: DataRequestService,
    private readonly queries: DataRequestQueries,
    private readonly exports: DataExportService,
    private readonly history: History,
  ) {}

  @Post()
  @Operation({
    summary: 'Ask for a copy, a correction or the deletion of my data',
    event: [dataRequestWorkflow, 'submit'],
    errors: ['privacy.request_open'],
    status: 202,
  })
  async submit(
    @CurrentActor() actor: Actor,
    @CurrentSession() session: string,
    @Body() body: SubmitDataRequest,
  ): Promise<DataRequestResponse> {
    return this.get(actor, await this.requests.submit(actor, session, body));
  }

  @Get()
  @Operation({ summary: 'My requests; operators see all', errors: ['request.bad_cursor'] })
  async list(@CurrentActor() actor: Actor, @Query() query: DataRequestQuery): Promise<DataRequestList> {
    const { items, nextCursor } = await this.queries.list(actor, query);
    return { items: items.map((item) => toDataRequestResponse(actor, item)), nextCursor };
  }

  @Get(':id')
  @Operation({ summary: 'One request, and how far its export is', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<DataRequestResponse> {
    return toDataRequestResponse(actor, await this.queries.get(actor, id));
  }

  @Get(':id/history')
  @Operation({ summary: 'Timeline of a request', errors: ['record.not_found'] })
  async timeline(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HistoryList> {
    await this.queries.get(actor, id);
    return toHistoryList(await this.history.timeline('data_request', id, false));
  }

  @Post(':id/approval')
  @Operation({
    summary: 'Approve a correction or a deletion, which is done at once',
    event: [dataRequestWorkflow, 'approve'],
    errors: ['privacy.last_admin'],
    status: 200,
  })
  async approve(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<DataRequestResponse> {
    await this.requests.approve(actor, id);
    return this.get(actor, id);
  }

  @Post(':id/refusal')
  @Operation({ summary: 'Refuse a request', event: [dataRequestWorkflow, 'refuse'], status: 200 })
  async refuse(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { refusalReason }: RefuseDataRequest,
  ): Promise<DataRequestResponse> {
    await this.requests.refuse(actor, id, refusalReason);
    return this.get(actor, id);
  }

  @Post(':id/withdrawal')
  @Operation({ summary: 'Withdraw a request', event: [dataRequestWorkflow, 'withdraw'], status: 200 })
  async withdraw(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<DataRequestResponse> {
    await this.requests.withdraw(actor, id);
    return this.get(actor, id);
  }

  @Post(':id/download')
  @Names({ id: 'data_request.copy' })
  @Header('Content-Disposition', 'attachment; filename="my-data.json"')
  @Unkept()
  @StepUp()
  @Operation({
    summary: 'The copy of my data: once, and only in the session that asked for it',
    errors: [
      ...(['record.not_found', 'privacy.not_ready', 'privacy.export_gone', 'privacy.other_session'] as const),
      ...(['access.step_up_needed', 'access.second_factor_missing'] as const),
    ],
    status: 200,
  })
  download(
    @CurrentActor() actor: Actor,
    @CurrentSession() session: string,
    @IdParam() id: string,
  ): Promise<DataExportResponse> {
    return this.exports.download(actor, session, id);
  }

  @Post(':id/retry')
  @Operation({
    summary: 'Make a failed export again',
    errors: ['record.not_found', 'privacy.export_not_failed'],
    status: 202,
  })
  async retry(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<DataRequestResponse> {
    await this.queries.get(actor, id);
    await this.exports.retry(id);
    return this.get(actor, id);
  }
}
