import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { AuditEventList, AuditEventQuery, AuditEventResponse, toAuditEventResponse } from './audit-event.dto';
import { AuditEventQueries } from './audit-event.queries';

@ApiTags('audit-events')
@Allow('read_audit')
@Names({ id: 'audit_event' })
@Controller('v1/audit-events')
export class AuditEventController {
  constructor(private readonly queries: AuditEventQueries) {}

  @Get()
  @Operation({
    summary: 'Who did what: of the own organisation, or of all for the platform; the latest first',
    errors: ['request.bad_cursor'],
  })
  async list(@CurrentActor() actor: Actor, @Query() query: AuditEventQuery): Promise<AuditEventList> {
    const { items, nextCursor } = await this.queries.list(actor, query);
    return { items: items.map(toAuditEventResponse), nextCursor };
  }

  @Get(':id')
  @Operation({ summary: 'One event', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<AuditEventResponse> {
    return toAuditEventResponse(await this.queries.get(actor, id));
  }
}
