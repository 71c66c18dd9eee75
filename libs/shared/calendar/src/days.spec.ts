import { addDays, addMonths, daysBetween, lastDayOfValidity, weekdayOf } from './days';

describe('days', () => {
  it.each([
    ['2026-03-15', 12, '2027-03-14'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-28'],
    ['2023-08-31', 6, '2024-02-29'],
    ['2026-03-01', 12, '2027-02-28'],
    ['2026-03-31', 12, '2027-03-30'],
    ['2026-01-01', 12, '2026-12-31'],
    ['2025-12-31', 2, '2026-02-28'],
    ['2026-05-31', 1, '2026-06-30'],
  ])('a verification of %s holds %i months, to %s', (day, months, validUntil) => {
    expect(lastDayOfValidity(day, months)).toBe(validUntil);
  });

  it('adds months to the end of a month', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-01-31', -2)).toBe('2025-11-30');
    expect(addMonths('2026-12-15', 1)).toBe('2027-01-15');
  });

  it('adds and counts days over month, leap day and year', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(daysBetween('2026-01-01', '2027-01-01')).toBe(365);
    expect(daysBetween('2026-03-02', '2026-03-01')).toBe(-1);
    expect([weekdayOf('2026-03-02'), weekdayOf('2026-03-08')]).toEqual([1, 7]);
  });
});
