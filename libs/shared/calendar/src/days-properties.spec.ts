import fc from 'fast-check';
import { addDays, addMonths, daysBetween, lastDayOfValidity, weekdayOf } from './days';

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
const between = (from: string, to: string): fc.Arbitrary<string> =>
  fc.integer({ min: Date.parse(from), max: Date.parse(to) }).map(dayOf);

/** Any day of 1900 to 2199, and more often those at which calendars are wrong: ends of months and years, leap days. */
const days = fc.oneof(
  between('1900-01-01', '2199-12-31'),
  fc
    .tuple(fc.integer({ min: 1900, max: 2199 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: -1, max: 1 }))
    .map(([year, month, off]) => dayOf(Date.UTC(year, month, 0) + off * 86_400_000)),
  fc.constantFrom('1900-02-28', '2000-02-29', '2024-02-29', '2028-02-29', '2100-02-28', '2026-12-31', '2027-01-01'),
);
const months = fc.integer({ min: -240, max: 240 });
const [year, month, date] = [0, 1, 2].map((part) => (day: string) => Number(day.split('-')[part])) as [
  (day: string) => number,
  (day: string) => number,
  (day: string) => number,
];
const monthsOf = (day: string): number => year(day) * 12 + month(day);
const isLastOfMonth = (day: string): boolean => month(addDays(day, 1)) !== month(day);

describe('days, whichever', () => {
  it('come back when as many days are taken away as were added', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -50_000, max: 50_000 }), (day, count) => {
        expect(addDays(addDays(day, count), -count)).toBe(day);
        expect(daysBetween(day, addDays(day, count))).toBe(count);
      }),
    );
  });

  it('follow each other through the week', () => {
    fc.assert(fc.property(days, (day) => expect(weekdayOf(addDays(day, 1))).toBe((weekdayOf(day) % 7) + 1)));
  });

  it('are moved by months to the same date, or to the last day of a month that lacks it', () => {
    fc.assert(
      fc.property(days, months, (day, count) => {
        const moved = addMonths(day, count);
        expect(monthsOf(moved) - monthsOf(day)).toBe(count);
        if (date(moved) !== date(day)) {
          expect(isLastOfMonth(moved)).toBe(true);
          expect(date(moved)).toBeLessThan(date(day));
        }
      }),
    );
  });

  it('keep their order when they are moved by months', () => {
    fc.assert(
      fc.property(days, days, months, (one, other, count) => {
        const [earlier, later] = [one, other].sort();
        expect(addMonths(earlier, count) <= addMonths(later, count)).toBe(true);
      }),
    );
  });

  it('hold a verification for its months and not one day longer', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 240 }), (day, count) => {
        const last = lastDayOfValidity(day, count);
        const next = addDays(last, 1);
        const sameDay = addMonths(day, count);
        expect(last > day).toBe(true);
        // The day after is the day itself some months later; where the month has no such day, the first of the next.
        expect(date(sameDay) === date(day) ? next === sameDay : last === sameDay && date(next) === 1).toBe(true);
      }),
    );
  });
});
