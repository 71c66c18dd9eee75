import {
  cityMidnight,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  minutesOf,
  type OpenHours,
  openPeriods,
  type Period,
} from './open-hours';

/** How a piece of equipment may be booked (HANDBOOK 4.3 `EquipmentOpenRule`). */
export interface OpenRule {
  readonly weekly: readonly OpenHours[];
  /** Bookings begin and end on multiples of it, counted from midnight; it divides a day. */
  readonly slotMinutes: number;
  readonly minMinutes: number;
  readonly maxMinutes: number;
  /** How long before its start a booking must be made. */
  readonly noticeHours: number;
  /** Today is 0. */
  readonly maxDaysAhead: number;
  /** Machine time before and after each booking, for setting up and cleaning. */
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
  readonly needsApproval: boolean;
  /** How many can use it at the same time. */
  readonly places: number;
  /** Bookings that one person may have open at once. */
  readonly maxOpenBookings: number;
  /** Until how long before the start its user may cancel. */
  readonly cancelDeadlineHours: number;
}

/** Why a period cannot be booked whatever the calendar says: a code of the catalogue. */
export type BrokenRule =
  | 'equipment.off_slot'
  | 'equipment.bad_duration'
  | 'equipment.short_notice'
  | 'equipment.too_far_ahead'
  | 'equipment.outside_hours';

/** The first rule that a period breaks; null when it may be booked. */
export function brokenRule(rule: OpenRule, period: Period, now: number): BrokenRule | null {
  if (!isOnSlots(rule, period)) return 'equipment.off_slot';
  if (!isLengthAllowed(rule, period.to - period.from)) return 'equipment.bad_duration';
  if (period.from < earliestStart(rule, now)) return 'equipment.short_notice';
  if (period.from >= latestStart(rule, now)) return 'equipment.too_far_ahead';
  return isOpen(rule, period) ? null : 'equipment.outside_hours';
}

/** Whether a booking may be that long. */
export function isLengthAllowed({ minMinutes, maxMinutes, slotMinutes }: OpenRule, milliseconds: number): boolean {
  const minutes = milliseconds / MINUTE_MS;
  return minutes >= minMinutes && minutes <= maxMinutes && minutes % slotMinutes === 0;
}

/** From this instant on a booking may start. */
export function earliestStart({ noticeHours }: OpenRule, now: number): number {
  return now + noticeHours * HOUR_MS;
}

/** From this instant on it is too far ahead. */
export function latestStart({ maxDaysAhead }: OpenRule, now: number): number {
  return cityMidnight(now) + (maxDaysAhead + 1) * DAY_MS;
}

/** The machine time of a booking, buffers included. */
export function withBuffers({ bufferBeforeMinutes, bufferAfterMinutes }: OpenRule, { from, to }: Period): Period {
  return { from: from - bufferBeforeMinutes * MINUTE_MS, to: to + bufferAfterMinutes * MINUTE_MS };
}

function isOnSlots({ slotMinutes }: OpenRule, { from, to }: Period): boolean {
  const slot = slotMinutes * MINUTE_MS;
  return (from - cityMidnight(from)) % slot === 0 && (to - cityMidnight(to)) % slot === 0;
}

function isOpen({ weekly }: OpenRule, period: Period): boolean {
  return openPeriods(weekly, period).some(({ from, to }) => from <= period.from && period.to <= to);
}

/** The first fact of a rule that contradicts the others; null when the rule can hold. */
export function contradictionIn(rule: OpenRule): 'slotMinutes' | 'minMinutes' | 'maxMinutes' | 'weekly' | null {
  const { slotMinutes, minMinutes, maxMinutes, weekly } = rule;
  if (1_440 % slotMinutes !== 0) return 'slotMinutes';
  if (minMinutes % slotMinutes !== 0) return 'minMinutes';
  if (maxMinutes % slotMinutes !== 0 || maxMinutes < minMinutes) return 'maxMinutes';
  const isSound = ({ from, to }: OpenHours): boolean =>
    from < to && [from, to].every((time) => minutesOf(time) % slotMinutes === 0);
  return weekly.every(isSound) ? null : 'weekly';
}
