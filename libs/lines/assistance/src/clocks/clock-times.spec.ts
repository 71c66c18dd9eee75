import { cityInstant, type WorkingTime } from '@nqi/shared/calendar';
import { addMinutes, after, eventsAhead, minutesBetween, type Running, warnAt } from './clock-times';

const period = (from: number, to: number) => {
  return { fromMinute: from * 60, toMinute: to * 60, effectiveFrom: '2020-01-01', effectiveTo: null };
};
/** Off on Monday 5 October 2026; nothing is announced for 2027. */
const time: WorkingTime = {
  exceptions: new Map([['2026-10-05', false]]),
  coveredTo: '2026-12-31',
  periods: [period(9, 12), period(13, 17)],
};
const working: Running = { time, isRoundTheClock: false };
const always: Running = { time, isRoundTheClock: true };
const at = (day: string, hour: number): Date => cityInstant(day, hour * 60);
const friday = at('2026-10-02', 16);

describe('after', () => {
  it.each([
    ['working minutes go over the weekend and the holiday', working, '120 min', at('2026-10-06', 10), false],
    ['minutes of what cannot wait do not', always, '120 min', at('2026-10-02', 18), false],
    ['a working day ends with business', working, '1 wd', at('2026-10-06', 17), false],
    ['also for what runs round the clock', always, '1 wd', at('2026-10-06', 17), false],
    ['three working days', working, '3 wd', at('2026-10-08', 17), false],
    ['nothing', working, '0 min', friday, false],
  ])('%s', (_, running, duration, expected, isProvisional) => {
    expect(after(running, friday, duration)).toEqual({ at: expected, isProvisional });
  });

  it('is provisional where the holidays are not announced', () => {
    expect(after(working, at('2026-12-31', 16), '1 wd')).toEqual({ at: at('2027-01-01', 17), isProvisional: true });
    expect(after(always, at('2026-12-31', 23), '120 min').isProvisional).toBe(false);
  });
});

describe('warnAt', () => {
  it('warns when four fifths have run', () => {
    const dueAt = after(always, friday, '120 min').at;
    const rule = { totalMinutes: 120, warnPercent: 80 };
    expect(warnAt(always, { from: friday, dueAt }, rule)).toEqual(new Date(friday.getTime() + 96 * 60_000));
  });

  it('warns after a pause when the same part is left, and at once where less is', () => {
    const rule = { totalMinutes: 100, warnPercent: 80 };
    const dueIn = (left: number): { from: Date; dueAt: Date } => {
      return { from: friday, dueAt: addMinutes(always, friday, left).at };
    };
    expect(minutesBetween(always, friday, warnAt(always, dueIn(50), rule))).toBe(30);
    expect(minutesBetween(always, friday, warnAt(always, dueIn(10), rule))).toBe(0);
  });

  it('counts working time only', () => {
    const dueAt = after(working, friday, '1 wd').at;
    const totalMinutes = minutesBetween(working, friday, dueAt);
    expect(totalMinutes).toBe(8 * 60);
    const warned = warnAt(working, { from: friday, dueAt }, { totalMinutes, warnPercent: 80 });
    expect(minutesBetween(working, warned, dueAt)).toBe(96);
  });
});

describe('eventsAhead', () => {
  const moments = { kind: 'answer' as const, warnAt: at('2026-10-06', 9), dueAt: friday, escalateAt: null };
  it('names what has not happened', () => {
    expect(eventsAhead(moments, new Set()).map(({ kind }) => kind)).toEqual(['warning', 'breach']);
    expect(eventsAhead(moments, new Set(['warning', 'breach']))).toEqual([]);
  });

  it('of a wait is only its end', () => {
    expect(eventsAhead({ ...moments, kind: 'reply' }, new Set())).toEqual([{ kind: 'expiry', at: friday }]);
  });
});
