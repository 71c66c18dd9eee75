import { DomainError } from '@nqi/shared/errors';
import type { Elevator } from '../devices/elevator.entity';
import { dueOn as dueDateOf, earliestFilingDate, kindInYear, type ScheduleRule } from '../devices/inspection-schedule';

/** What the filing party asks for. */
export interface FilingWish {
  requestedOn?: string | null;
  overdueOpinionNo?: string | null;
}

/** What the rules make of it. */
export interface FilingTerms {
  dueOn: string;
  dueYear: number;
  institutionId: string;
  isLate: boolean;
}

type FileableDevice = Pick<Elevator, 'state' | 'baseMonth' | 'nextInspectionDueOn' | 'institutionId'>;

/**
 * Whether a device can be filed today, and on what terms. Pure; the open filings of the device are checked elsewhere.
 * @param today `YYYY-MM-DD`
 */
export function termsOf(
  device: FileableDevice,
  wish: FilingWish,
  rule: ScheduleRule,
  today: string,
): FilingTerms | DomainError {
  const { baseMonth, nextInspectionDueOn: dueOn, institutionId } = device;
  if (device.state === 'scrapped') return new DomainError('elevators.not_fileable', { useState: device.state });
  if (!baseMonth || !dueOn) return new DomainError('elevators.no_due_date');
  if (!institutionId) return new DomainError('elevators.no_institution');
  const refusal = checkDay(dueOn, wish, rule, today) ?? checkOverdue({ baseMonth, dueOn }, wish, rule, today);
  if (refusal) return refusal;
  return { dueOn, dueYear: Number(dueOn.slice(0, 4)), institutionId, isLate: isLateOn(dueOn, today) };
}

/** A filing is due a month before the inspection (特种设备安全法 art. 40). */
export function isLateOn(dueOn: string, today: string): boolean {
  return today > addMonths(dueOn, -1);
}

/** On the user's request at most so many months early (TSG T7001-2023 §4.1); without a day, today must be possible. */
function checkDay(dueOn: string, { requestedOn }: FilingWish, rule: ScheduleRule, today: string): DomainError | null {
  if (requestedOn && requestedOn < today) return new DomainError('elevators.requested_in_past');
  const earliestOn = earliestFilingDate(rule, dueOn);
  return (requestedOn ?? today) < earliestOn ? new DomainError('elevators.too_early', { dueOn, earliestOn }) : null;
}

/**
 * A device overdue by more than half a year (annual cycle) or more than a year (longer cycle) needs the opinion of the
 * safety authority before it is accepted (guard of the provincial filing service).
 */
function checkOverdue(
  { baseMonth, dueOn }: { baseMonth: string; dueOn: string },
  { overdueOpinionNo }: FilingWish,
  rule: ScheduleRule,
  today: string,
): DomainError | null {
  const patience = cycleYears(rule, baseMonth, Number(dueOn.slice(0, 4))) > 1 ? 12 : 6;
  if (overdueOpinionNo || today <= addMonths(dueOn, patience)) return null;
  return new DomainError('elevators.overdue_opinion_needed', { overdueMonths: monthsBetween(dueOn, today), dueOn });
}

/** Years since the inspection before the one due in `dueYear`, or since the base month. */
function cycleYears(rule: ScheduleRule, baseMonth: string, dueYear: number): number {
  const baseYear = Number(baseMonth.slice(0, 4));
  for (let year = dueYear - 1; year > baseYear; year -= 1) {
    if (kindInYear(rule, baseMonth, year) === 'inspection') return dueYear - year;
  }
  return dueYear - baseYear;
}

/** The last due day for which an inspection on `day` is not too early. */
export function latestFileable(rule: ScheduleRule, day: string): string {
  const last = addMonths(day, rule.earlyInspectionMonths);
  return earliestFilingDate(rule, last) <= day ? last : addMonths(day, rule.earlyInspectionMonths - 1);
}

/** The last day of the month `months` after that of a day. */
function addMonths(day: string, months: number): string {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const month = (index % 12) + 1;
  return dueDateOf(`2000-${String(month).padStart(2, '0')}`, (index - month + 1) / 12);
}

function monthsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return years * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
}
