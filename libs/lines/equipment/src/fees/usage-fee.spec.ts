import fc from 'fast-check';
import { bookingModes, isPriced, pricesFor, totalOf, usageFee, userClasses } from './usage-fee';

const CMM = { zh: '三坐标测量机', en: 'CMM' };
const PRICES = { perHourFen: 30_000, perSampleFen: 8_000, setupFen: 5_000, operatorPerHourFen: 12_001 };

describe('the fee of a use', () => {
  it.each([
    ['by_time', 61, 0, ['setup 1 × 5000', 'per_hour 3 × 15000'], 50_000],
    ['by_time', 60, 0, ['setup 1 × 5000', 'per_hour 2 × 15000'], 35_000],
    ['by_time', 0, 0, ['setup 1 × 5000', 'per_hour 1 × 15000'], 20_000],
    ['by_time_assisted', 30, 0, ['setup 1 × 5000', 'per_hour 1 × 15000', 'operator_per_hour 1 × 6001'], 26_001],
    ['by_sample', 500, 7, ['setup 1 × 5000', 'per_sample 7 × 8000'], 61_000],
  ] as const)('%s, %d minutes, %d samples', (mode, minutes, samples, expected, total) => {
    const lines = usageFee(PRICES, { equipment: CMM, mode, minutes, slotMinutes: 30, samples });
    expect(lines.map(({ code, quantity, unitFen }) => `${code} ${quantity} × ${unitFen}`)).toEqual(expected);
    expect(totalOf(lines)).toBe(total);
  });

  it('names the equipment and the slot in both languages', () => {
    const [line] = usageFee(
      { perHourFen: 100 },
      { equipment: CMM, mode: 'by_time', minutes: 5, slotMinutes: 15, samples: 0 },
    );
    expect(line?.label).toEqual({ zh: '三坐标测量机 机时（每15分钟）', en: 'CMM machine time (per 15 min)' });
  });

  it('says that something is free, and has no lines where there is no price', () => {
    const use = { equipment: CMM, minutes: 30, slotMinutes: 30, samples: 1 };
    expect(usageFee({ perHourFen: 0 }, { ...use, mode: 'by_time' })).toMatchObject([
      { code: 'per_hour', amountFen: 0 },
    ]);
    expect(usageFee({ perHourFen: 0 }, { ...use, mode: 'by_sample' })).toEqual([]);
    expect(bookingModes.filter((mode) => isPriced({ perSampleFen: 1 }, mode))).toEqual(['by_sample']);
  });

  it('takes the prices of the class, and those of everybody where the class has none', () => {
    const list = { internal: { perHourFen: 0 }, external: { perHourFen: 100 } };
    expect(userClasses.map((userClass) => pricesFor(list, userClass).perHourFen)).toEqual([0, 100, 100, 100]);
    expect(pricesFor({}, 'sme')).toEqual({});
  });

  it('is the sum of whole lines, and never less for longer use', () => {
    const price = fc.integer({ min: 0, max: 10_000_000 });
    const prices = fc.record({ perHourFen: price, perSampleFen: price, setupFen: price, operatorPerHourFen: price });
    const use = fc.record({
      equipment: fc.constant(CMM),
      mode: fc.constantFrom(...bookingModes),
      minutes: fc.integer({ min: 0, max: 10_000 }),
      slotMinutes: fc.constantFrom(5, 15, 30, 60),
      samples: fc.integer({ min: 1, max: 500 }),
    });
    fc.assert(
      fc.property(prices, use, (list, one) => {
        const lines = usageFee(list, one);
        for (const { quantity, unitFen, amountFen } of lines) {
          expect(Number.isSafeInteger(amountFen) && amountFen === quantity * unitFen).toBe(true);
        }
        const longer = usageFee(list, { ...one, minutes: one.minutes + 1 });
        expect(totalOf(longer)).toBeGreaterThanOrEqual(totalOf(lines));
      }),
    );
  });
});
