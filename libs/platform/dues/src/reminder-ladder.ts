import { addDays, daysBetween } from '@nqi/shared/calendar';

/** One edition of the ladder: days after the due day (negative: before it) in rising order, then every so many days. */
export interface ReminderRule {
  rungs: readonly number[];
  repeatDays: number;
}

/** The rung on which a due stands on a day; null before the first one. */
export function rungOn({ rungs, repeatDays }: ReminderRule, dueOn: string, day: string): number | null {
  const days = daysBetween(dueOn, day);
  const last = rungs.at(-1) ?? 0;
  if (days >= last) return last + Math.floor((days - last) / repeatDays) * repeatDays;
  return rungs.findLast((rung) => rung <= days) ?? null;
}

/** The first day after `day` on which a due comes to another rung. */
export function nextReminderOn({ rungs, repeatDays }: ReminderRule, dueOn: string, day: string): string {
  const days = daysBetween(dueOn, day);
  const last = rungs.at(-1) ?? 0;
  const next = rungs.find((rung) => rung > days) ?? last + (Math.floor((days - last) / repeatDays) + 1) * repeatDays;
  return addDays(dueOn, next);
}
