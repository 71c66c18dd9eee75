import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { addDays, cityInstant } from '@nqi/shared/calendar';
import { PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import type { UsageQuery } from './usage.dto';
import { EquipmentUsage } from './usage.entity';
import { canSee } from './usage.policy';

/** A usage record with what names it. */
export type UsageRow = EquipmentUsage & {
  bookingNumber: string | null;
  equipmentName: string;
  organisationName: string;
};

const FROM = `equipment_usages u JOIN equipment_bookings b ON b.id = u.booking_id
  JOIN equipment e ON e.id = u.equipment_id JOIN organisations o ON o.id = u.organisation_id`;
const NAMES = 'b.number AS "bookingNumber", e.name AS "equipmentName", o.name AS "organisationName"';

@Injectable()
export class UsageQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
  ) {}

  list(actor: Actor, query: UsageQuery): Promise<Page<UsageRow>> {
    const where = visibleTo(actor)
      .addIf(query.equipmentId, 'u.equipment_id = ?')
      .addIf(query.bookingId, 'u.booking_id = ?')
      .addIf(query.userClass, 'u.user_class = ?')
      .addIf(query.from && cityInstant(query.from), 'u.started_at >= ?')
      .addIf(query.to && cityInstant(addDays(query.to, 1)), 'u.started_at < ?');
    if (query.isRunning !== undefined) where.add('(u.ended_at IS NULL) = ?', query.isRunning === 'true');
    return this.lists.page<UsageRow>({
      columns: `${this.reads.columns(EquipmentUsage, 'u')}, ${NAMES}`,
      from: FROM,
      where,
      page: query,
      sort: query.sort ?? '-startedAt',
      sortBy: 'u.started_at',
      id: 'u.id',
      valueOf: ({ startedAt }) => startedAt,
    });
  }

  /** @throws DomainError record.not_found */
  async get(actor: Actor, id: string): Promise<UsageRow> {
    const text = `SELECT ${this.reads.columns(EquipmentUsage, 'u')}, ${NAMES} FROM ${FROM} WHERE u.id = $1`;
    const [usage] = await this.reads.rows<UsageRow>({ name: 'equipment_usage', text }, [id]);
    if (!usage || !canSee(actor, usage)) throw new DomainError('record.not_found');
    return usage;
  }
}

/** The SQL twin of the policy's `canSee`. */
function visibleTo({ organisationId, roles, capabilities }: Actor): Conditions {
  if (roles.has('operator')) return new Conditions();
  const where = new Conditions().or('u.organisation_id = ?', organisationId);
  return capabilities.has('institution') ? where.or('u.provider_id = ?', organisationId) : where;
}
