import type { WorkingTime } from '@nqi/shared/calendar';
import { type DueRule, RulesOfDay } from './rules-of-day';

const none = { rungs: null, repeatDays: null, actWorkingDays: null, actMonths: null };
const rules: DueRule[] = [
  { ...none, kind: null, rungs: [-30, -7, 1], repeatDays: 7 },
  { ...none, kind: 'verification', actWorkingDays: 15 },
  { ...none, kind: 'inspection', actMonths: 1 },
  { ...none, kind: 'payment', rungs: [-1, 0], repeatDays: 3 },
];
/** The National Day of 2026. */
const time: WorkingTime = {
  exceptions: new Map([
    ...['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'].map((day) => [day, false] as const),
    ...['2026-09-20', '2026-10-10'].map((day) => [day, true] as const),
  ]),
  coveredTo: '2026-12-31',
  periods: [],
};
const on = new RulesOfDay(rules, time);

describe('the rules of dues on a day', () => {
  it.each([
    // 15 working days, none of them in the holidays, one of them the Saturday that is worked.
    ['verification', '2026-10-16', '2026-09-21'],
    ['verification', '2026-03-20', '2026-02-27'],
    ['inspection', '2026-03-31', '2026-02-28'],
    ['inspection', '2026-05-31', '2026-04-30'],
    ['payment', '2026-05-31', null],
    ['unheard of', '2026-05-31', null],
  ])('%s due on %s is to be acted upon by %s', (kind, dueOn, actBy) => {
    expect(on.actBy({ kind, dueOn })).toBe(actBy);
  });

  it.each([
    ['inspection', [-31, -30, -7, 1], 7],
    ['verification', [-30, -21, -7, 1], 7],
    ['payment', [-1, 0], 3],
    ['unheard of', [-30, -7, 1], 7],
  ])('%s has the ladder %j', (kind, rungs, repeatDays) => {
    expect(on.ladder({ kind, dueOn: '2026-03-31' })).toEqual({ rungs, repeatDays });
  });

  it('needs a common ladder', () => {
    expect(() => new RulesOfDay([], time).ladder({ kind: 'x', dueOn: '2026-03-31' })).toThrow('No rule of reminders');
  });
});
