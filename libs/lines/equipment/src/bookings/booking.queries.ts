import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { addDays, cityInstant } from '@nqi/shared/calendar';
import { PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import { maskPhone, Secrets } from '@nqi/shared/secrets';
import type { BookingQuery } from './booking.dto';
import { BOOKING_CONTACT_PHONE, EquipmentBooking } from './booking.entity';
import { canSee } from './booking.policy';

/** What a list shows of a booking; fee lines and samples stay where they are. */
const LISTED = [
  ...(['id', 'number', 'state', 'mode', 'providerId', 'organisationId', 'bookedById', 'startsAt', 'endsAt'] as const),
  ...(['holdExpiresAt', 'purpose', 'estimateFen', 'feeFen', 'version', 'createdAt', 'updatedAt'] as const),
];

type Named = { equipment: { id: string; name: string; innerNo: string }[] };

/** A booking with what names its equipment, whole with its contact's phone masked, or as a list has it. */
export type BookingRecord = Omit<EquipmentBooking, 'contactPhone'> & { contactPhone: string | null } & Named;
export type ListedBooking = Pick<EquipmentBooking, (typeof LISTED)[number]> & Named;

const EQUIPMENT = `(SELECT jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name, 'innerNo', e.inner_no)
    ORDER BY array_position(b.equipment_ids, e.id))
  FROM equipment e WHERE e.id = ANY (b.equipment_ids)) AS equipment`;

@Injectable()
export class BookingQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
    private readonly secrets: Secrets,
  ) {}

  list(actor: Actor, query: BookingQuery): Promise<Page<ListedBooking>> {
    const sort = query.sort ?? '-createdAt';
    const isByStart = sort.endsWith('startsAt');
    return this.lists.page<ListedBooking>({
      columns: `${this.reads.columns(EquipmentBooking, 'b', LISTED)}, ${EQUIPMENT}`,
      from: 'equipment_bookings b',
      where: visibleTo(actor)
        .addIf(query.state, 'b.state = ?')
        .addIf(query.equipmentId, 'b.equipment_ids @> ARRAY[?::uuid]')
        .addIf(query.organisationId, 'b.organisation_id = ?')
        .addIf(query.providerId, 'b.provider_id = ?')
        .addIf(query.number, 'b.number = ?')
        .addIf(query.from && cityInstant(query.from), 'b.starts_at >= ?')
        .addIf(query.to && cityInstant(addDays(query.to, 1)), 'b.starts_at < ?'),
      page: query,
      sort,
      sortBy: isByStart ? 'b.starts_at' : 'b.created_at',
      id: 'b.id',
      valueOf: ({ createdAt, startsAt }) => (isByStart ? startsAt : createdAt),
    });
  }

  /** @throws DomainError record.not_found */
  async get(actor: Actor, id: string): Promise<BookingRecord> {
    return this.masked(await this.whole(actor, id));
  }

  /** As everybody reads it who has not said why. */
  masked({ contactPhone, ...booking }: EquipmentBooking & Named): BookingRecord {
    const phone = this.secrets.decrypt({ column: BOOKING_CONTACT_PHONE, id: booking.id }, contactPhone);
    return { ...booking, contactPhone: phone && maskPhone(phone) };
  }

  /** With the contact's phone as it is stored. @throws DomainError record.not_found */
  async whole(actor: Actor, id: string): Promise<EquipmentBooking & Named> {
    const columns = `${this.reads.columns(EquipmentBooking, 'b')}, ${EQUIPMENT}`;
    const text = `SELECT ${columns} FROM equipment_bookings b WHERE b.id = $1`;
    const [booking] = await this.reads.rows<EquipmentBooking & Named>({ name: 'equipment_booking', text }, [id]);
    if (!booking || !canSee(actor, booking)) throw new DomainError('record.not_found');
    return booking;
  }
}

/** The SQL twin of the policy's `canSee`. */
function visibleTo({ organisationId, roles, capabilities }: Actor): Conditions {
  if (roles.has('operator')) {
    return new Conditions().or('b.number IS NOT NULL').or('b.organisation_id = ?', organisationId);
  }
  const where = new Conditions().or('b.organisation_id = ?', organisationId);
  if (capabilities.has('institution')) where.or('b.provider_id = ? AND b.number IS NOT NULL', organisationId);
  return where;
}
