import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { AuditEvent } from '@nqi/shared/audit';
import { PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import type { AuditEventQuery, AuditEventRow } from './audit-event.dto';
import { readsAll } from './audit-event.policy';

const FROM = 'audit_events e LEFT JOIN audit_seals s ON s.event_id = e.id';

@Injectable()
export class AuditEventQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
  ) {}

  list(actor: Actor, query: AuditEventQuery): Promise<Page<AuditEventRow>> {
    const where = visibleTo(actor)
      .addIf(query.recordType, 'e.record_type = ?')
      .addIf(query.recordId, 'e.record_id = ?')
      .addIf(query.actorId, 'e.actor_id = ?')
      .addIf(query.organisationId, 'e.organisation_id = ?')
      .addIf(query.what, '(e.event = ? OR e.what = ?)')
      .addIf(query.result, 'e.result = ?')
      .addIf(query.from, "e.at >= (?::date)::timestamp AT TIME ZONE 'Asia/Shanghai'")
      .addIf(query.to, "e.at < (?::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'");
    return this.lists.page<AuditEventRow>({
      columns: this.columns(),
      from: FROM,
      where,
      page: query,
      sort: '-at',
      sortBy: 'e.at',
      id: 'e.id',
      valueOf: ({ at }) => at,
    });
  }

  async get(actor: Actor, id: string): Promise<AuditEventRow> {
    const where = visibleTo(actor).add('e.id = ?', id);
    const text = `SELECT ${this.columns()} FROM ${FROM} WHERE ${where.parts.join(' AND ')}`;
    const name = readsAll(actor) ? 'audit_event' : 'audit_event_of_organisation';
    const [row] = await this.reads.rows<AuditEventRow>({ name, text }, where.values);
    if (!row) throw new DomainError('record.not_found');
    return row;
  }

  private columns(): string {
    return `${this.reads.columns(AuditEvent, 'e')}, s.seal_no::float8 AS "sealNo"`;
  }
}

function visibleTo(actor: Actor): Conditions {
  const where = new Conditions();
  return readsAll(actor) ? where : where.add('e.organisation_id = ?', actor.organisationId);
}
