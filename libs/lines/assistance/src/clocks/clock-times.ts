import {
  addWorkingDays,
  addWorkingMinutes,
  cityDate,
  cityInstant,
  type Counted,
  workingMinutesBetween,
  type WorkingTime,
} from '@nqi/shared/calendar';

export type ClockKind = 'first_response' | 'answer' | 'reply' | 'acceptance';
/** `expiry` ends the wait for a reply or an acceptance; the others warn of a late answer. */
export type ClockEventKind = 'warning' | 'breach' | 'escalation' | 'expiry';

const MINUTE_MS = 60_000;

/** The time in which a clock runs: working time, or all of it for what cannot wait until the morning. */
export interface Running {
  readonly time: WorkingTime;
  readonly isRoundTheClock: boolean;
}

/**
 * The moment a duration after another: `90 min` of running time, or `3 wd`: the end of business on the third working day
 * after that day (民法典 art. 201 and 203: the first day does not count, the last ends with business hours).
 */
export function after(running: Running, from: Date, duration: string): Counted<Date> {
  const [amount = '0', unit] = duration.split(' ');
  if (unit === 'min') return addMinutes(running, from, Number(amount));
  const { at, isProvisional } = addWorkingDays(running.time, cityDate(from), Number(amount));
  return { at: endOfBusiness(running.time, at), isProvisional };
}

/** Running minutes from one moment to another; 0 when the other is not later. */
export function minutesBetween({ time, isRoundTheClock }: Running, from: Date, to: Date): number {
  if (!isRoundTheClock) return workingMinutesBetween(time, from, to);
  return Math.max(0, to.getTime() - from.getTime()) / MINUTE_MS;
}

export function addMinutes({ time, isRoundTheClock }: Running, from: Date, minutes: number): Counted<Date> {
  if (!isRoundTheClock) return addWorkingMinutes(time, from, minutes);
  return { at: new Date(from.getTime() + minutes * MINUTE_MS), isProvisional: false };
}

/** When a clock warns: once `warnPercent` of what was allotted has run, seen from a moment at which it still runs. */
export function warnAt(
  running: Running,
  { from, dueAt }: { from: Date; dueAt: Date },
  { totalMinutes, warnPercent }: { totalMinutes: number; warnPercent: number },
): Date {
  const reserve = (totalMinutes * (100 - warnPercent)) / 100;
  return addMinutes(running, from, Math.max(0, minutesBetween(running, from, dueAt) - reserve)).at;
}

/** What decides when a clock's events happen. */
export interface ClockMoments {
  readonly kind: ClockKind;
  readonly warnAt: Date | null;
  readonly dueAt: Date;
  readonly escalateAt: Date | null;
}

/** The events of a clock that have not happened, in the order in which they do. */
export function eventsAhead(
  { kind, warnAt: warned, dueAt, escalateAt }: ClockMoments,
  happened: ReadonlySet<ClockEventKind>,
): { kind: ClockEventKind; at: Date }[] {
  const isWait = kind === 'reply' || kind === 'acceptance';
  const all: [ClockEventKind, Date | null][] = isWait
    ? [['expiry', dueAt]]
    : [
        ['warning', warned],
        ['breach', dueAt],
        ['escalation', escalateAt],
      ];
  return all.flatMap(([one, at]) => (at && !happened.has(one) ? [{ kind: one, at }] : []));
}

/** 17:00 where nothing says when business ends. */
const USUAL_END = 17 * 60;

function endOfBusiness({ periods }: WorkingTime, day: string): Date {
  const ends = periods
    .filter(({ effectiveFrom, effectiveTo }) => effectiveFrom <= day && (effectiveTo === null || day <= effectiveTo))
    .map(({ toMinute }) => toMinute);
  return cityInstant(day, Math.max(...ends, 0) || USUAL_END);
}
