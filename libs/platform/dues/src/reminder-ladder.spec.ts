import { nextReminderOn, rungOn } from './reminder-ladder';

const rule = { rungs: [-90, -60, -30, -15, -7, -1, 1, 7], repeatDays: 7 };
const DUE = '2026-03-31';

describe('the ladder of reminders', () => {
  it.each([
    ['2025-12-30', null, '2025-12-31'],
    ['2025-12-31', -90, '2026-01-30'],
    ['2026-01-29', -90, '2026-01-30'],
    ['2026-03-30', -1, '2026-04-01'],
    ['2026-03-31', -1, '2026-04-01'],
    ['2026-04-01', 1, '2026-04-07'],
    ['2026-04-06', 1, '2026-04-07'],
    ['2026-04-07', 7, '2026-04-14'],
    ['2026-04-13', 7, '2026-04-14'],
    ['2026-04-14', 14, '2026-04-21'],
    ['2028-02-29', 700, '2028-03-07'],
  ])('on %s it is %s, and the next is on %s', (day, rung, next) => {
    expect([rungOn(rule, DUE, day), nextReminderOn(rule, DUE, day)]).toEqual([rung, next]);
  });

  it('meets each rung once on its way through the days', () => {
    const met: (number | null)[] = [];
    for (let day = '2025-12-01'; day < '2026-05-20'; day = nextReminderOn(rule, DUE, day)) {
      met.push(rungOn(rule, DUE, day));
    }
    expect(met).toEqual([null, ...rule.rungs, 14, 21, 28, 35, 42, 49]);
  });
});
