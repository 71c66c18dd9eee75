import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { History, HistoryList, toHistoryList } from '@nqi/shared/history';
import { IdParam, Names, Operation, PageQuery } from '@nqi/shared/http';
import { ConsentList, ConsentResponse, GiveConsent, toConsentResponse } from './consent.dto';
import { ConsentQueries } from './consent.queries';
import { ConsentService } from './consent.service';
import { consentWorkflow } from './consent.workflow';

@ApiTags('consents')
@Allow()
@Names({ id: 'consent' })
@Controller('v1/consents')
export class ConsentController {
  constructor(
    private readonly consents: ConsentService,
    private readonly queries: ConsentQueries,
    private readonly history: History,
  ) {}

  @Post()
  @Operation({
    summary: 'Agree to the text in force',
    event: [consentWorkflow, 'give'],
    errors: ['privacy.outdated_text', 'privacy.already_given'],
  })
  async give(@CurrentActor() actor: Actor, @Body() body: GiveConsent): Promise<ConsentResponse> {
    return this.get(actor, await this.consents.give(actor, body));
  }

  @Get()
  @Operation({ summary: 'What I agreed to, withdrawn or not', errors: ['request.bad_cursor'] })
  async list(@CurrentActor() actor: Actor, @Query() page: PageQuery): Promise<ConsentList> {
    const { items, nextCursor } = await this.queries.list(actor, page);
    return { items: items.map((item) => toConsentResponse(actor, item)), nextCursor };
  }

  @Get(':id')
  @Operation({ summary: 'One consent of mine', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ConsentResponse> {
    return toConsentResponse(actor, await this.queries.get(actor, id));
  }

  @Get(':id/history')
  @Operation({ summary: 'Timeline of a consent', errors: ['record.not_found'] })
  async timeline(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HistoryList> {
    await this.queries.get(actor, id);
    return toHistoryList(await this.history.timeline('consent', id, false));
  }

  @Post(':id/withdrawal')
  @Operation({
    summary: 'Withdraw a consent; what stood on it goes with it',
    event: [consentWorkflow, 'withdraw'],
    errors: ['privacy.service_needs_consent'],
    status: 200,
  })
  async withdraw(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ConsentResponse> {
    await this.consents.withdraw(actor, id);
    return this.get(actor, id);
  }
}
