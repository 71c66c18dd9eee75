import { cityMidnight, DAY_MS, MINUTE_MS, openPeriods, type Period } from './open-hours';
import { earliestStart, isLengthAllowed, latestStart, type OpenRule, withBuffers } from './open-rule';

/** A piece of equipment with what is taken on each of its places, sorted by its beginning. */
export interface Resource {
  readonly rule: OpenRule;
  readonly taken: readonly (readonly Period[])[];
}

/** What is looked for: `minutes` of time, not before `from`. */
export interface Search {
  readonly from: number;
  readonly minutes: number;
  readonly now: number;
}

/** How far after the wanted start free slots are looked for. */
export const SEARCHED_DAYS = 31;

/**
 * The next periods of the wanted length in which all resources can be booked together; none overlaps another, so that
 * each is a real alternative. Empty where no rule allows that length or nothing is free in the searched days.
 */
export function freeSlots(resources: readonly Resource[], search: Search, limit = 5): Period[] {
  const length = search.minutes * MINUTE_MS;
  if (resources.length === 0 || !resources.every(({ rule }) => isLengthAllowed(rule, length))) return [];
  const step = resources.reduce((all, { rule }) => lcm(all, rule.slotMinutes), 1) * MINUTE_MS;
  const earliest = Math.max(search.from, ...resources.map(({ rule }) => earliestStart(rule, search.now)));
  const until = Math.min(
    search.from + SEARCHED_DAYS * DAY_MS,
    ...resources.map(({ rule }) => latestStart(rule, search.now)),
  );
  const open = resources.map(({ rule }) => openPeriods(rule.weekly, { from: earliest, to: until + length }));
  const slots: Period[] = [];
  let from = alignedUp(earliest, step);
  while (from < until && slots.length < limit) {
    const slot = { from, to: from + length };
    const isFree = resources.every((resource, at) => holds(open[at] ?? [], slot) && freePlace(resource, slot) > 0);
    if (isFree) slots.push(slot);
    from = isFree ? alignedUp(slot.to, step) : from + step;
  }
  return slots;
}

/** The first place (from 1) on which a period with its buffers is free; 0 when there is none. */
export function freePlace({ rule, taken }: Resource, period: Period): number {
  const needed = withBuffers(rule, period);
  return taken.findIndex((periods) => !overlapsAny(periods, needed)) + 1;
}

/**
 * The longest periods that can be booked, on whichever place, between two instants; those within another are left out.
 * Notice and how far ahead one may book are not looked at.
 */
export function freePeriods({ rule, taken }: Resource, range: Period): Period[] {
  const step = rule.slotMinutes * MINUTE_MS;
  const free = taken.flatMap((periods) =>
    openPeriods(rule.weekly, range)
      .map(({ from, to }) => ({ from: Math.max(from, range.from), to: Math.min(to, range.to) }))
      .flatMap((open) => without(open, periods, rule))
      .map(({ from, to }) => ({ from: alignedUp(from, step), to: alignedDown(to, step) }))
      .filter(({ from, to }) => to - from >= rule.minMinutes * MINUTE_MS),
  );
  const sorted = free.sort((one, other) => one.from - other.from || other.to - one.to);
  let reached = -Infinity;
  return sorted.filter(({ to }) => to > reached && ((reached = to), true));
}

/** What remains of an open period when each taken one keeps the buffers of its neighbours away. */
function without(open: Period, taken: readonly Period[], rule: OpenRule): Period[] {
  const gaps: Period[] = [];
  let from = open.from;
  for (const period of taken) {
    const before = period.from - rule.bufferAfterMinutes * MINUTE_MS;
    const after = period.to + rule.bufferBeforeMinutes * MINUTE_MS;
    if (after <= from || before >= open.to) continue;
    gaps.push({ from, to: before });
    from = Math.max(from, after);
  }
  return [...gaps, { from, to: open.to }].filter((gap) => gap.to > gap.from);
}

/** By halves: the first taken period that ends after the beginning is the only one that can be in the way. */
function overlapsAny(periods: readonly Period[], { from, to }: Period): boolean {
  let low = 0;
  for (let high = periods.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((periods[middle]?.to ?? Infinity) <= from) low = middle + 1;
    else high = middle;
  }
  return (periods[low]?.from ?? Infinity) < to;
}

function holds(periods: readonly Period[], { from, to }: Period): boolean {
  return periods.some((period) => period.from <= from && to <= period.to);
}

function alignedDown(instant: number, step: number): number {
  const midnight = cityMidnight(instant);
  return midnight + Math.floor((instant - midnight) / step) * step;
}

function alignedUp(instant: number, step: number): number {
  const down = alignedDown(instant, step);
  return down === instant ? down : down + step;
}

/** Slots divide a day, so that the lcm does, too. */
function lcm(one: number, other: number): number {
  const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
  return (one * other) / gcd(one, other);
}
