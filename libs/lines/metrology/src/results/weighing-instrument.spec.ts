import { Decimal } from '@nqi/shared/units';
import type { ResultTerms } from './measured-row';
import type { Scale, ScaleReadings, Weighing, WeighingFacts } from './scale-readings';
import { weigh } from './weighing';
import { computeWeighing } from './weighing-instrument';

/** JJG 539-2016, as the migration enters it. */
const FACTS: WeighingFacts = {
  classes: {
    III: {
      steps: [
        { upTo: '500', mpe: '0.5' },
        { upTo: '2000', mpe: '1' },
        { upTo: '10000', mpe: '1.5' },
      ],
      intervals: { least: 100, leastFrom5g: 500, most: 10000 },
    },
    IIII: {
      steps: [
        { upTo: '50', mpe: '0.5' },
        { upTo: '200', mpe: '1' },
        { upTo: '1000', mpe: '1.5' },
      ],
      intervals: { least: 100, leastFrom5g: 100, most: 1000 },
    },
  },
  ...{ inServiceFactor: '2', zero: '0.25', leastLoads: { initial: 10, subsequent: 5, in_service: 5 }, leastRuns: 3 },
};

const TERMS: ResultTerms = {
  unit: 'kg',
  uncertaintyAt: () => ({ value: new Decimal('0.0015'), k: new Decimal(2) }),
  decisionRule: 'simple_acceptance',
  rounding: { version: 'test', twoDigitsUpTo: 2, uncertaintyMode: 'up' },
};

const scale = (max: string, e: string, accuracyClass = 'III'): Scale => {
  return { max: new Decimal(max), e: new Decimal(e), eKg: new Decimal(e), accuracyClass };
};

const exact = (load: string): Weighing => ({ indication: load, added: '0.005' });

function readings(changes: Partial<ScaleReadings> = {}): ScaleReadings {
  return {
    ...{ kind: 'subsequent', isAppearanceGood: true, isDiscriminating: true, zero: exact('0') },
    loads: ['0.2', '5', '15', '20', '30'].map((load) => ({ load, up: exact(load), down: exact(load) })),
    eccentricity: { load: '10', positions: ['中', '前', '后'].map((position) => ({ position, ...exact('10') })) },
    repeatability: [{ load: '30', runs: [exact('30'), exact('30'), exact('30')] }],
    ...changes,
  };
}

describe('a scale by JJG 539', () => {
  const of = (changed = readings(), on = scale('30', '0.01')) => computeWeighing(on, changed, FACTS, TERMS);
  const unmet = (changed: ScaleReadings): string[] =>
    of(changed).checks.flatMap(({ name, isMet }) => (isMet ? [] : [name.en]));

  it.each([
    // P = I + e/2 − Δm
    ['10.00', '0.004', '10.001'],
    ['10.00', '0.007', '9.998'],
    ['10.00', null, '10'],
  ])('showing %s with %s added weighs %s', (indication, added, weighed) => {
    expect(weigh({ indication, added }, new Decimal('0.01')).toFixed()).toBe(weighed);
  });

  it.each([
    ['subsequent', 'III', ['5', '5.01', '20', '20.01', '30'], ['0.005', '0.01', '0.01', '0.015', '0.015']],
    ['in_service', 'III', ['5', '5.01', '20', '20.01', '30'], ['0.01', '0.02', '0.02', '0.03', '0.03']],
  ] as const)('%s of class %s may err at %j by %j', (kind, accuracyClass, loads, mpes) => {
    const changed = readings({ kind, loads: loads.map((load) => ({ load, up: exact(load) })) });
    const { rows } = of(changed, scale('30', '0.01', accuracyClass));
    expect(rows.slice(0, 5).map(({ mpe }) => mpe)).toEqual(mpes);
  });

  it('of class IIII changes its steps at 50 and 200 intervals', () => {
    const loads = ['5', '5.1', '20', '20.1', '50'].map((load) => ({ load, up: exact(load) }));
    const changed = readings({ loads, repeatability: [{ load: '50', runs: [exact('50'), exact('50'), exact('50')] }] });
    const { rows } = of(changed, scale('50', '0.1', 'IIII'));
    expect(rows.slice(0, 5).map(({ mpe }) => mpe)).toEqual(['0.05', '0.1', '0.1', '0.15', '0.15']);
  });

  it('corrects errors by the zero', () => {
    const zero = { indication: '0', added: '0.003' };
    const { rows } = of(readings({ zero }));
    expect(rows[0]).toMatchObject({ nominal: '0.2', direction: 'up', indication: '0.200', error: '-0.0020' });
    expect(rows.filter(({ section }) => section === 'eccentricity')).toHaveLength(3);
  });

  it.each([
    ['Appearance', readings({ isAppearanceGood: false })],
    ['Discrimination', readings({ isDiscriminating: false })],
    ['Zero setting', readings({ zero: { indication: '0', added: '0.0024' } })],
    [
      'Weighing',
      readings({
        loads: readings().loads.map((one) =>
          one.load === '5' ? { ...one, up: { indication: '5.01', added: '0.004' } } : one,
        ),
      }),
    ],
    [
      'Eccentricity',
      readings({ eccentricity: { load: '10', positions: [{ position: '左', indication: '10.02', added: '0.004' }] } }),
    ],
    [
      'Repeatability',
      readings({
        repeatability: [{ load: '30', runs: [exact('30'), exact('30'), { indication: '30.02', added: '0.004' }] }],
      }),
    ],
  ])('fails by %s alone', (item, changed) => {
    expect(unmet(changed)).toEqual([item]);
  });

  it('passes exactly at its limits', () => {
    expect(unmet(readings())).toEqual([]);
    expect(unmet(readings({ zero: { indication: '0', added: '0.0025' } }))).toEqual([]);
    const spread = [exact('30'), exact('30'), { indication: '30.01', added: '0' }];
    expect(unmet(readings({ repeatability: [{ load: '30', runs: spread }] }))).toEqual([]);
  });

  it('refuses another class, impossible intervals, loads beyond Max and too few of them', () => {
    expect(() => of(readings(), scale('30', '0.01', 'II'))).toThrow('metrology.instrument_fact_missing');
    expect(() => of(readings(), scale('30', '0.001'))).toThrow('metrology.instrument_fact_missing');
    expect(() => of(readings(), scale('30', '0.1'))).toThrow('metrology.instrument_fact_missing');
    expect(() => of(readings(), scale('20', '0.01'))).toThrow('metrology.reading_out_of_range');
    expect(() => of(readings({ kind: 'initial' }))).toThrow('metrology.readings_incomplete');
    expect(() => of(readings(), scale('40', '0.01'))).toThrow('metrology.readings_incomplete');
    const twice = { load: '30', runs: [exact('30'), exact('30')] };
    expect(() => of(readings({ repeatability: [twice] }))).toThrow('metrology.readings_incomplete');
  });
});
