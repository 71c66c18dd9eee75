/**
 * One edition of the year schedule of elevators. `effectiveTo` is the last day in force, null while it still is.
 *
 * Edition 2023 (TSG T7001-2023 §4.1, TSG T7008-2023): counted in years from the month of the latest supervisory
 * inspection 监督检验, periodic inspection 定期检验 in years 1, 4, 7, 9, 11, 13, 15 and every year after 15; self-test
 * 自行检测 in every other year. The edition before it (TSG T7001-2009) asked for an inspection every year.
 */
export interface ScheduleRule {
  version: string;
  inspectionYears: readonly number[];
  annualAfterYear: number;
  earlyInspectionMonths: number;
  earlySelfTestMonths: number;
  effectiveFrom: string;
  effectiveTo: string | null;
}

export type DueKind = 'inspection' | 'self_test';

/** What a schedule is computed from: the last passed periodic inspection and, where one is known, the last self-test. */
export interface ScheduleBasis {
  baseMonth: string;
  lastPassedOn: string | null;
  lastSelfTestedOn?: string | null;
}

/** The row in force on `date` (both ends of the range are days in force), or undefined. */
export function ruleOn<R extends { effectiveFrom: string; effectiveTo: string | null }>(
  rules: readonly R[],
  date: string,
): R | undefined {
  return rules.find((rule) => rule.effectiveFrom <= date && (rule.effectiveTo === null || date <= rule.effectiveTo));
}

/** What falls due in a calendar year; null up to and including the year of the base month. */
export function kindInYear(rule: ScheduleRule, baseMonth: string, year: number): DueKind | null {
  const age = year - partsOf(baseMonth).year;
  if (age < 1) return null;
  return age > rule.annualAfterYear || rule.inspectionYears.includes(age) ? 'inspection' : 'self_test';
}

/**
 * The last day of the base month in `year`: the schedule is counted in months, so a device is overdue from the first
 * day of the next month. After a restart from more than a year out of service (T7001-2023 §4.1) the years stay and the
 * month moves: pass the year of the old base month with the month of the restart inspection.
 */
export function dueOn(baseMonth: string, year: number): string {
  return lastDayOf(year * 12 + partsOf(baseMonth).month - 1);
}

/** The first inspection due later than `after` (YYYY-MM-DD). */
export function nextInspectionDueOn(rule: ScheduleRule, baseMonth: string, after: string): string {
  let year = firstYearAfter(baseMonth, after);
  while (kindInYear(rule, baseMonth, year) !== 'inspection') year += 1;
  return dueOn(baseMonth, year);
}

/** The first self-test due later than `after`; null once every remaining year is an inspection year. */
export function nextSelfTestDueOn(rule: ScheduleRule, baseMonth: string, after: string): string | null {
  const lastYear = partsOf(baseMonth).year + rule.annualAfterYear;
  for (let year = firstYearAfter(baseMonth, after); year <= lastYear; year += 1) {
    if (kindInYear(rule, baseMonth, year) === 'self_test') return dueOn(baseMonth, year);
  }
  return null;
}

/**
 * The open dues of a device. Never inspected since its base month: the first ones after it. Otherwise the inspection
 * passed on `lastPassedOn` settles every due up to the end of the month `earlyInspectionMonths` later (T7001-2023 §4.1:
 * on request at most two months early, and the next date does not move). A self-test settles those of its own likewise.
 */
export function nextDues(rule: ScheduleRule, basis: ScheduleBasis): { inspection: string; selfTest: string | null } {
  const { baseMonth, lastPassedOn, lastSelfTestedOn } = basis;
  const settled =
    lastPassedOn === null
      ? lastDayOf(monthIndex(baseMonth))
      : lastDayOf(monthIndex(lastPassedOn) + rule.earlyInspectionMonths);
  const tested = lastSelfTestedOn ? lastDayOf(monthIndex(lastSelfTestedOn) + rule.earlySelfTestMonths) : settled;
  return {
    inspection: nextInspectionDueOn(rule, baseMonth, settled),
    selfTest: nextSelfTestDueOn(rule, baseMonth, tested > settled ? tested : settled),
  };
}

/**
 * The first inspection day a user unit may ask for: the corresponding day `earlyInspectionMonths` before the due day,
 * or the last day of that month where it has no such day (Civil Code art. 202 on periods counted in months).
 */
export function earliestFilingDate(rule: ScheduleRule, dueDate: string): string {
  const lastDay = lastDayOf(monthIndex(dueDate) - rule.earlyInspectionMonths);
  const sameDay = `${lastDay.slice(0, 8)}${dueDate.slice(8)}`;
  return sameDay < lastDay ? sameDay : lastDay;
}

function firstYearAfter(baseMonth: string, after: string): number {
  const year = Math.max(partsOf(baseMonth).year + 1, partsOf(after).year);
  return dueOn(baseMonth, year) > after ? year : year + 1;
}

/** Year and month of `YYYY-MM` or `YYYY-MM-DD`. @throws RangeError on any other shape: input is validated earlier. */
function partsOf(date: string): { year: number; month: number } {
  const match = /^(\d{4})-(0[1-9]|1[0-2])(-\d{2})?$/.exec(date);
  if (!match) throw new RangeError(`not a date or month: ${date}`);
  return { year: Number(match[1]), month: Number(match[2]) };
}

function monthIndex(date: string): number {
  const { year, month } = partsOf(date);
  return year * 12 + month - 1;
}

/** Last day of a month counted from year 0 (index = year × 12 + month − 1). */
function lastDayOf(index: number): string {
  const month = (index % 12) + 1;
  const year = (index - month + 1) / 12;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${days}`;
}
