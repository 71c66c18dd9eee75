import fc from 'fast-check';
import { freePeriods, freePlace, freeSlots, type Resource } from './free-slots';
import { cityMidnight, DAY_MS, HOUR_MS, MINUTE_MS, openPeriods, type Period } from './open-hours';
import { brokenRule, type OpenRule, withBuffers } from './open-rule';

/** Monday in the city. */
const MONDAY = Date.parse('2026-03-02T00:00:00+08:00');
const at = (day: number, hour: number): number => MONDAY + day * DAY_MS + hour * HOUR_MS;
const text = ({ from, to }: Period): string =>
  [from, to].map((instant) => new Date(instant + 8 * HOUR_MS).toISOString().slice(5, 16)).join('/');

const WORKDAYS = [1, 2, 3, 4, 5].map((day) => ({ day, from: '08:00', to: '18:00' }));
const RULE: OpenRule = {
  ...{ weekly: WORKDAYS, slotMinutes: 30, minMinutes: 30, maxMinutes: 480, noticeHours: 1, maxDaysAhead: 30 },
  ...{ bufferBeforeMinutes: 0, bufferAfterMinutes: 15, needsApproval: true, places: 1, maxOpenBookings: 3 },
  cancelDeadlineHours: 4,
};

describe('open periods', () => {
  it('follow the city, whatever the machine calls the day', () => {
    expect(openPeriods(WORKDAYS, { from: at(4, 9), to: at(7, 9) }).map(text)).toEqual([
      '03-06T08:00/03-06T18:00',
      '03-09T08:00/03-09T18:00',
    ]);
  });

  it('run through midnight where the hours do', () => {
    const always = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '24:00' }));
    expect(openPeriods(always, { from: at(0, 20), to: at(1, 4) })).toEqual([{ from: at(0, 0), to: at(2, 0) }]);
  });
});

describe('the rule', () => {
  it.each([
    [at(0, 9), at(0, 12), null],
    [at(0, 9) + MINUTE_MS, at(0, 12), 'equipment.off_slot'],
    [at(0, 9), at(0, 12) + 10 * MINUTE_MS, 'equipment.off_slot'],
    [at(0, 8), at(0, 17), 'equipment.bad_duration'],
    [at(0, 7), at(0, 7.5), 'equipment.short_notice'],
    [at(31, 9), at(31, 10), 'equipment.too_far_ahead'],
    [at(0, 17), at(0, 18.5), 'equipment.outside_hours'],
    [at(5, 9), at(5, 10), 'equipment.outside_hours'],
  ])('%p to %p: %p', (from, to, code) => expect(brokenRule(RULE, { from, to }, at(0, 6.75))).toBe(code));
});

describe('free slots', () => {
  it('are the next ones, past bookings with their buffers and over the weekend', () => {
    const taken = [[{ from: at(4, 8), to: at(4, 12.25) }]];
    const slots = freeSlots([{ rule: RULE, taken }], { from: at(4, 9), minutes: 180, now: at(0, 6) });
    // The buffers between the offered slots are not kept free: only one of them will be booked.
    expect(slots.map(text)).toEqual([
      '03-06T12:30/03-06T15:30',
      '03-09T08:00/03-09T11:00',
      '03-09T11:00/03-09T14:00',
      '03-09T14:00/03-09T17:00',
      '03-10T08:00/03-10T11:00',
    ]);
  });

  it('are none for a length that no rule allows', () => {
    expect(freeSlots([{ rule: RULE, taken: [[]] }], { from: at(0, 9), minutes: 45, now: at(0, 6) })).toEqual([]);
    expect(freeSlots([], { from: at(0, 9), minutes: 60, now: at(0, 6) })).toEqual([]);
  });

  const half = (count: number): number => count * 30 * MINUTE_MS;
  const resource: fc.Arbitrary<Resource> = fc
    .record({
      places: fc.integer({ min: 1, max: 3 }),
      slotMinutes: fc.constantFrom(15, 30, 60),
      bufferBeforeMinutes: fc.constantFrom(0, 15),
      bufferAfterMinutes: fc.constantFrom(0, 30),
      noticeHours: fc.integer({ min: 0, max: 48 }),
      bookings: fc.array(
        fc.record({ start: fc.integer({ min: 0, max: 300 }), length: fc.integer({ min: 1, max: 20 }) }),
        {
          maxLength: 40,
        },
      ),
    })
    .map(({ bookings, ...facts }) => {
      const rule = { ...RULE, ...facts };
      const taken: Period[][] = Array.from({ length: rule.places }, () => []);
      for (const { start, length } of bookings) {
        const period = { from: MONDAY + half(start), to: MONDAY + half(start + length) };
        const place = taken.find((periods) => periods.every((one) => one.to <= period.from || one.from >= period.to));
        place?.push(period);
        place?.sort((one, other) => one.from - other.from);
      }
      return { rule, taken };
    });
  const isFree = ({ rule, taken }: Resource, slot: Period): boolean => {
    const needed = withBuffers(rule, slot);
    return taken.some((periods) => periods.every((one) => one.to <= needed.from || one.from >= needed.to));
  };

  it('can all be booked, do not overlap, and none before the first was overlooked', () => {
    fc.assert(
      fc.property(
        fc.array(resource, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 0, max: 200 }),
        fc.constantFrom(60, 120, 240),
        (resources, start, minutes) => {
          const search = { from: MONDAY + half(start), minutes, now: at(0, 6) };
          const canBook = (slot: Period): boolean =>
            resources.every((one) => brokenRule(one.rule, slot, search.now) === null && isFree(one, slot));
          const slots = freeSlots(resources, search);
          expect(slots.filter((slot) => !canBook(slot) || slot.from < search.from)).toEqual([]);
          expect(slots.filter((slot, index) => index > 0 && slot.from < (slots[index - 1]?.to ?? 0))).toEqual([]);
          const first = slots[0]?.from ?? search.from + 5 * DAY_MS;
          for (let from = cityMidnight(search.from); from < first; from += 15 * MINUTE_MS) {
            const slot = { from, to: from + minutes * MINUTE_MS };
            if (from >= search.from && canBook(slot)) throw new Error(`overlooked ${text(slot)}`);
          }
        },
      ),
    );
  });

  it('of a range hold exactly the starts that are free on some place', () => {
    fc.assert(
      fc.property(resource, (one) => {
        const range = { from: MONDAY, to: at(7, 0) };
        const periods = freePeriods(one, range);
        const length = one.rule.slotMinutes * 2 * MINUTE_MS;
        for (let from = range.from; from < range.to; from += one.rule.slotMinutes * MINUTE_MS) {
          const slot = { from, to: from + length };
          const isOpen = openPeriods(one.rule.weekly, range).some((open) => open.from <= from && slot.to <= open.to);
          const isOffered = periods.some((period) => period.from <= from && slot.to <= period.to);
          expect({ slot: text(slot), isOffered }).toEqual({
            slot: text(slot),
            isOffered: isOpen && freePlace(one, slot) > 0,
          });
        }
      }),
    );
  });
});
