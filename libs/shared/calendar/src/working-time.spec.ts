import { cityInstant } from './city-time';
import {
  addWorkingDays,
  addWorkingMinutes,
  isWorkingDay,
  workingMinutesBetween,
  type WorkingTime,
} from './working-time';

const period = (from: number, to: number) => {
  return { fromMinute: from * 60, toMinute: to * 60, effectiveFrom: '2020-01-01', effectiveTo: null };
};

/** The days around the National Day of 2026: off from 1 to 7 October, 20 September and 10 October are worked. */
const time: WorkingTime = {
  exceptions: new Map([
    ...['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'].map((day) => [day, false] as const),
    ['2026-09-20', true],
    ['2026-10-10', true],
  ]),
  coveredTo: '2026-12-31',
  periods: [period(13, 17), period(9, 12)],
};

const at = (day: string, hour: number): Date => cityInstant(day, hour * 60);

describe('working time', () => {
  it('knows the days that an announcement moved', () => {
    expect(isWorkingDay(time, '2026-10-10')).toBe(true); // a Saturday
    expect(isWorkingDay(time, '2026-10-11')).toBe(false); // a Sunday
    expect(isWorkingDay(time, '2026-10-07')).toBe(false); // a Wednesday
  });

  it('counts days over a holiday', () => {
    expect(addWorkingDays(time, '2026-09-30', 1)).toEqual({ at: '2026-10-08', isProvisional: false });
    expect(addWorkingDays(time, '2026-09-30', 3)).toEqual({ at: '2026-10-10', isProvisional: false });
    expect(addWorkingDays(time, '2026-10-03', 0)).toEqual({ at: '2026-10-03', isProvisional: false });
    expect(addWorkingDays(time, '2026-10-10', -2)).toEqual({ at: '2026-10-08', isProvisional: false });
    expect(addWorkingDays(time, '2026-10-08', -1)).toEqual({ at: '2026-09-30', isProvisional: false });
    expect(addWorkingDays(time, '2027-01-04', -1)).toEqual({ at: '2027-01-01', isProvisional: true });
  });

  it.each([
    ['inside a period', at('2026-09-30', 9), 60, at('2026-09-30', 10)],
    ['to the very end of a period', at('2026-09-30', 9), 180, at('2026-09-30', 12)],
    ['over the noon break', at('2026-09-30', 11), 120, at('2026-09-30', 14)],
    ['from before work', at('2026-09-30', 3), 30, at('2026-09-30', 9.5)],
    ['from the evening over a holiday', at('2026-09-30', 20), 60, at('2026-10-08', 10)],
    ['seven hours are a day', at('2026-10-08', 9), 7 * 60, at('2026-10-08', 17)],
    ['eight hours are more', at('2026-10-08', 9), 8 * 60, at('2026-10-09', 10)],
  ])('%s', (_, from, minutes, expected) => {
    expect(addWorkingMinutes(time, from, minutes)).toEqual({ at: expected, isProvisional: false });
    const start = addWorkingMinutes(time, from, 0).at;
    expect(workingMinutesBetween(time, start, expected)).toBe(minutes);
  });

  it('says where the announcements end', () => {
    expect(addWorkingDays(time, '2026-12-31', 1)).toEqual({ at: '2027-01-01', isProvisional: true });
    expect(addWorkingMinutes(time, at('2026-12-31', 16), 120).isProvisional).toBe(true);
    expect(addWorkingMinutes(time, at('2026-12-31', 16), 60).isProvisional).toBe(false);
  });

  it('counts nothing backwards, and ends where nobody works', () => {
    expect(workingMinutesBetween(time, at('2026-10-09', 12), at('2026-10-08', 9))).toBe(0);
    expect(() => addWorkingMinutes({ ...time, periods: [] }, at('2026-10-08', 9), 1)).toThrow(RangeError);
  });
});
