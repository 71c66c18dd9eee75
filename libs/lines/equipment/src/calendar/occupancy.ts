import type { Equipment } from '../directory/equipment.entity';
import type { PriceList } from '../fees/usage-fee';
import type { Resource } from './free-slots';
import type { Period } from './open-hours';
import type { OpenRule } from './open-rule';

/** As much of a locked piece of equipment as booking it needs. */
export type LockedEquipment = Pick<
  Equipment,
  'id' | 'providerId' | 'innerNo' | 'name' | 'nameEn' | 'state' | 'modes' | 'openRule' | 'calibrationValidUntil'
> & {
  /** Of the tariff in force today. */
  readonly prices: PriceList | null;
};

/** What takes a place: a draft's hold, a booking that waits for approval, an approved one, a closure. */
export type OccupancyKind = 'hold' | 'pending' | 'confirmed' | 'closure';

/** A stretch of time that is taken on one place of a piece of equipment. */
export interface Occupancy {
  readonly resourceId: string;
  readonly place: number;
  readonly kind: OccupancyKind;
  readonly from: Date;
  readonly to: Date;
}

/** Each piece of equipment with what is taken on each of its places, in order. */
export function toResource(equipment: { id: string; openRule: OpenRule }, taken: readonly Occupancy[]): Resource {
  const places = Array.from({ length: equipment.openRule.places }, (_, index) =>
    taken.filter(({ resourceId, place }) => resourceId === equipment.id && place === index + 1).map(toPeriod),
  );
  return { rule: equipment.openRule, taken: places.map((periods) => periods.sort((a, b) => a.from - b.from)) };
}

function toPeriod({ from, to }: Occupancy): Period {
  return { from: from.getTime(), to: to.getTime() };
}

/** Whose booking takes a place, as far as somebody may know: the organisation itself, and the provider once it is submitted. */
export function knownBooking(
  row: { bookingId: string | null; number: string | null; organisationId: string | null },
  { organisationId }: { organisationId: string },
  providerId: string,
): { id: string; number: string | null } | null {
  const { bookingId, number } = row;
  const isOwn = row.organisationId === organisationId;
  return bookingId && (isOwn || (number !== null && providerId === organisationId)) ? { id: bookingId, number } : null;
}
