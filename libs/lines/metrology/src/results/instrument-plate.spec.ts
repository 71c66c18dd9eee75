import { Decimal } from '@nqi/shared/units';
import { type CapabilitySnapshot, cmcOf, measuresIn } from '../items/capability-snapshot';
import { gaugeOf, scaleOf } from './instrument-plate';

const plate = (facts: object) => {
  const none = { rangeLow: null, rangeHigh: null, rangeUnit: null, accuracyClass: null, division: null };
  return { ...none, ...facts };
};
const range = { rangeLow: '0', rangeHigh: '30', rangeUnit: 'kg' };

describe('the plate of an instrument', () => {
  it.each([
    ['1.6级', '1.6'],
    ['1.6', '1.6'],
    ['１．６级', '1.6'],
    ['2.50', '2.5'],
  ])('of class %s is read as %s', (accuracyClass, read) => {
    expect(gaugeOf(plate({ ...range, accuracyClass })).accuracyClass).toBe(read);
  });

  it.each([
    ['10 g', '0.01'],
    ['e=10g', '0.01'],
    ['0.01', '0.01'],
    ['0.01 kg', '0.01'],
    ['d=e=5 g（小量程）', '0.005'],
  ])('with a division of %s has e = %s kg', (division, e) => {
    expect(scaleOf(plate({ ...range, accuracyClass: 'Ⅲ', division })).e.toFixed()).toBe(e);
  });

  it.each([
    ['III', 'III'],
    ['Ⅲ级', 'III'],
    ['IIII', 'IIII'],
    ['Ⅳ', 'IIII'],
    ['iii', 'III'],
  ])('of class %s is a scale of class %s', (accuracyClass, read) => {
    expect(scaleOf(plate({ ...range, accuracyClass, division: '10 g' })).accuracyClass).toBe(read);
  });

  it('says what is missing', () => {
    expect(() => gaugeOf(plate({ accuracyClass: '1.6' }))).toThrow('metrology.instrument_fact_missing');
    expect(() => gaugeOf(plate(range))).toThrow('metrology.instrument_fact_missing');
    expect(() => scaleOf(plate({ ...range, accuracyClass: 'III' }))).toThrow('metrology.instrument_fact_missing');
    expect(() => scaleOf(plate({ ...range, accuracyClass: 'III', division: '0' }))).toThrow();
    expect(() => scaleOf(plate({ ...range, accuracyClass: 'III', division: '5 mm' }))).toThrow();
    expect(() => scaleOf(plate({ ...range, accuracyClass: '中', division: '10 g' }))).toThrow();
    expect(() => scaleOf(plate({ accuracyClass: 'III', division: '10 g' }))).toThrow();
  });
});

describe('a capability that was agreed on', () => {
  const capability = { rangeUnit: '℃', uConstant: '0.1', uUnit: 'K', uProportional: '0.001', coverageFactor: '2' };
  const snapshot = capability as CapabilitySnapshot;

  it('measures in any unit of its quantity', () => {
    expect([measuresIn(snapshot, 'K'), measuresIn(snapshot, '°C'), measuresIn(snapshot, 'MPa')]).toEqual([
      ...[true, true, false],
    ]);
    expect(measuresIn(snapshot, 'furlong')).toBe(false);
  });

  it('grows with the value, in the unit that is asked for and without the zero of its scale', () => {
    expect(cmcOf(snapshot, '℃')(new Decimal(100)).value.toFixed()).toBe('0.2');
    expect(cmcOf(snapshot, 'K')(new Decimal('373.15')).value.toFixed()).toBe('0.2');
    const pressure = { ...snapshot, rangeUnit: 'MPa', uUnit: 'kPa', uConstant: '0.2', uProportional: '0.001' };
    expect(cmcOf(pressure, 'kPa')(new Decimal(1600)).value.toFixed()).toBe('1.8');
    expect(cmcOf(pressure, 'MPa')(new Decimal('1.6')).value.toFixed()).toBe('0.0018');
  });
});
