import fc from 'fast-check';
import { Decimal, differenceFromSi, differenceToSi, fromSi, toSi } from './conversion';
import { units } from './unit-table';

const symbols = fc.constantFrom(...new Set([...units.values()].map(({ symbol }) => symbol)));
const ofQuantity = (quantity: string): fc.Arbitrary<string> =>
  fc.constantFrom(
    ...new Set([...units.values()].filter((unit) => unit.quantity === quantity).map(({ symbol }) => symbol)),
  );

/** Decimals of up to twelve digits, of any size that is measured. */
const values = fc
  .tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.integer({ min: -9, max: 3 }))
  .map(([digits, power]) => new Decimal(digits).times(new Decimal(10).pow(power)).toFixed());

/** As close as 25 kept digits let it be. */
function expectClose(one: string, other: string, scale = '1'): void {
  const gap = new Decimal(one).minus(other).abs();
  const size = Decimal.max(new Decimal(other).abs(), new Decimal(scale).abs());
  expect(gap.lte(size.times('1e-20'))).toBe(true);
}

describe('values, whichever', () => {
  it('come back from SI to where they were', () => {
    fc.assert(
      fc.property(values, symbols, (value, unit) =>
        expectClose(fromSi(toSi({ value, unit }).value, unit).value, value, '1000'),
      ),
    );
  });

  it('and so do differences', () => {
    fc.assert(
      fc.property(values, symbols, (value, unit) => {
        expectClose(differenceFromSi(differenceToSi({ value, unit }).value, unit).value, value);
      }),
    );
  });

  it('keep their order in every unit', () => {
    fc.assert(
      fc.property(values, values, symbols, (one, other, unit) => {
        const [a, b] = [one, other].map((value) => new Decimal(toSi({ value, unit }).value)) as [Decimal, Decimal];
        expect(a.comparedTo(b)).toBe(new Decimal(one).comparedTo(other));
      }),
    );
  });

  it('have a difference in SI that is the difference of their values in SI, zero of the scale or not', () => {
    fc.assert(
      fc.property(values, values, symbols, (one, other, unit) => {
        const gap = new Decimal(one).minus(other).toFixed();
        const [a, b] = [one, other].map((value) => toSi({ value, unit }).value) as [string, string];
        expectClose(new Decimal(a).minus(b).toFixed(), differenceToSi({ value: gap, unit }).value, a);
      }),
    );
  });

  it('of degrees are 273.15 K away from kelvin, exactly', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(toSi({ value, unit: '°C' }).value).toBe(new Decimal(value).plus('273.15').toFixed());
        expect(fromSi(toSi({ value, unit: '℃' }).value, '°C').value).toBe(new Decimal(value).toFixed());
        expect(differenceToSi({ value, unit: '°C' }).value).toBe(new Decimal(value).toFixed());
      }),
    );
  });

  it('of ratios are pure numbers whichever way they are written', () => {
    fc.assert(
      fc.property(values, ofQuantity('ratio'), ofQuantity('ratio'), (value, unit, other) => {
        const si = toSi({ value, unit });
        expect(si).toMatchObject({ quantity: 'ratio', unit: '1' });
        const there = fromSi(si.value, other);
        expectClose(toSi(there).value, si.value);
      }),
    );
    expect(toSi({ value: '100', unit: '%' }).value).toBe('1');
    expect(toSi({ value: '1', unit: '‰' }).value).toBe(toSi({ value: '1000', unit: 'ppm' }).value);
  });
});
