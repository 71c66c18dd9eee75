import { Injectable } from '@nestjs/common';
import { type Organisation, OrganisationService, User } from '@nqi/platform/identity';
import type { Tx } from '@nqi/shared/database';
import { maskPhone, Secrets } from '@nqi/shared/secrets';
import { BOOKING_CONTACT_PHONE, type EquipmentBooking } from '../bookings/booking.entity';
import { owesNothing, type PricedUse } from '../fees/priced-use';
import type { UsageFeeLine } from '../fees/usage-fee';
import type { StatementLine, StatementProvider, StatementUse, UsageStatementContent } from './usage-statement.content';

const CITY_OFFSET_MS = 8 * 3_600_000;

/** Takes the snapshot that a usage statement keeps for ever. */
@Injectable()
export class StatementContentService {
  constructor(
    private readonly organisations: OrganisationService,
    private readonly secrets: Secrets,
  ) {}

  async of(tx: Tx, booking: EquipmentBooking, uses: readonly PricedUse[]): Promise<UsageStatementContent> {
    const { providerId, organisationId, bookedById, feeLines, feeFen } = booking;
    const organisations = await this.organisations.byIds(tx, [providerId, organisationId]);
    const contact = await tx.manager.findOneBy(User, { id: bookedById });
    return {
      institution: toProvider(present(organisations, providerId)),
      booking: toBooked(booking),
      user: toUser(present(organisations, organisationId), contact?.name ?? null, this.phoneOf(booking)),
      uses: uses.map(toUse),
      samples: toSamples(booking),
      hazardNote: booking.isHazardous ? booking.hazardNote : null,
      resultNote: booking.resultNote,
      lines: (feeLines ?? []).map(toLine),
      totalYuan: yuan(feeFen ?? 0),
      isOwed: !owesNothing(booking),
    };
  }

  /** A statement goes through many hands and is kept for ever: it shows that there is a number, not which. */
  private phoneOf({ id, contactPhone }: EquipmentBooking): string | null {
    const phone = this.secrets.decrypt({ column: BOOKING_CONTACT_PHONE, id }, contactPhone);
    return phone && maskPhone(phone);
  }
}

/** Foreign keys guarantee that it is there. */
function present(organisations: ReadonlyMap<string, Organisation>, id: string): Organisation {
  const organisation = organisations.get(id);
  if (!organisation) throw new Error(`organisation ${id} is missing`);
  return organisation;
}

function toProvider({ name, nameEn, uscc, address, phone }: Organisation): StatementProvider {
  return { name, nameEn, uscc, address, phone };
}

function toUser(
  { name, uscc, address }: Organisation,
  contact: string | null,
  contactPhone: string | null,
): UsageStatementContent['user'] {
  return { name, uscc, address, contact, contactPhone };
}

function toBooked(booking: EquipmentBooking): UsageStatementContent['booking'] {
  const { number, mode, purpose, userClass, startsAt, endsAt } = booking;
  return { number: number ?? '', mode, purpose, userClass, bookedFrom: minute(startsAt), bookedTo: minute(endsAt) };
}

function toSamples({ samples, sampleNote, sampleReturn }: EquipmentBooking): UsageStatementContent['samples'] {
  return samples === null ? null : { count: samples, note: sampleNote, return: sampleReturn };
}

function toUse({ usage, equipment }: PricedUse): StatementUse {
  const { innerNo, name, nameEn, model, manufacturer, address } = equipment;
  const { startedAt, endedAt, effectiveMinutes, overrunMinutes } = usage;
  return {
    ...{ innerNo, name, nameEn, model, manufacturer, address },
    ...{ startedAt: minute(startedAt), endedAt: minute(endedAt ?? startedAt) },
    ...{ minutes: effectiveMinutes ?? 0, overrunMinutes: overrunMinutes ?? 0 },
  };
}

function toLine({ label, quantity, unitFen, amountFen }: UsageFeeLine): StatementLine {
  const { zh: labelZh, en: labelEn } = label;
  return { labelZh, labelEn, quantity, unitYuan: yuan(unitFen), amountYuan: yuan(amountFen) };
}

function yuan(fen: number): string {
  return (fen / 100).toFixed(2);
}

/** `2026-12-01 09:05` in the city. */
function minute(instant: Date): string {
  return new Date(instant.getTime() + CITY_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ');
}
