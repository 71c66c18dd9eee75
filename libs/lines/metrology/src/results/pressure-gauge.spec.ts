import { Decimal } from '@nqi/shared/units';
import type { Gauge, GaugePoint, GaugeReadings, PressureGaugeFacts } from './gauge-readings';
import type { ResultTerms } from './measured-row';
import { computePressureGauge } from './pressure-gauge';

/** Table 1 of JJG 52-2013, as the migration enters it. */
const FACTS: PressureGaugeFacts = {
  classes: {
    '1.6': { mpe: '1.6', upper: '2.5', zero: '1.6' },
    '2.5': { mpe: '2.5', upper: '4', zero: '2.5' },
  },
  ...{ sameAs: { '1.5': '1.6' }, upperFrom: '0.9', tapping: '0.5', hysteresis: '1', leastPoints: 5 },
};

const TERMS: ResultTerms = {
  unit: 'MPa',
  uncertaintyAt: () => ({ value: new Decimal('0.0018'), k: new Decimal(2) }),
  decisionRule: 'simple_acceptance',
  rounding: { version: 'test', twoDigitsUpTo: 2, uncertaintyMode: 'up' },
};

const gauge = (low: string, high: string, accuracyClass = '1.6'): Gauge => {
  return { low: new Decimal(low), high: new Decimal(high), accuracyClass };
};

/** [nominal, up before, up after, down before, down after] */
function readings(...points: string[][]): GaugeReadings {
  const toPoint = ([
    nominal = '',
    upBefore = '',
    upAfter = '',
    downBefore = '',
    downAfter = '',
  ]: string[]): GaugePoint => {
    return { nominal, upBefore, upAfter, downBefore, downAfter };
  };
  return { isAppearanceGood: true, hasStopPin: true, zero: '0', points: points.map(toPoint) };
}

const exact = (...nominals: string[]): string[][] => nominals.map((at) => [at, at, at, at, at]);
const GOOD = exact('0', '0.4', '0.8', '1.2', '1.6');

describe('a pressure gauge by JJG 52', () => {
  const of = (changed: GaugeReadings, on = gauge('0', '1.6')) => computePressureGauge(on, changed, FACTS, TERMS);
  const unmet = (changed: GaugeReadings): string[] =>
    of(changed).checks.flatMap(({ name, isMet }) => (isMet ? [] : [name.en]));

  it('may err by its class of the span, by more in the upper tenth', () => {
    const { rows } = of(readings(...GOOD, ['1.44', '1.44', '1.44', '1.44', '1.44']));
    expect(rows.map(({ nominal, mpe }) => [nominal, mpe])).toEqual(
      [
        ['0', '0.0256'],
        ['0.4', '0.0256'],
        ['0.8', '0.0256'],
        ['1.2', '0.0256'],
        ['1.6', '0.04'],
        ['1.44', '0.04'],
      ].flatMap((line) => [line, line]),
    );
  });

  it.each([
    ['0.8', '0.8256', 'pass'],
    ['0.8', '0.8257', 'fail'],
    ['0.8', '0.7743', 'fail'],
    ['1.6', '1.64', 'pass'],
    ['1.6', '1.6401', 'fail'],
  ])('at %s shows %s: %s', (nominal, shown, conformity) => {
    const at = [nominal, shown, shown, shown, shown];
    const { rows } = of(readings(...GOOD.filter(([point]) => point !== nominal), at));
    expect(rows.filter((row) => row.nominal === nominal).map((row) => row.conformity)).toEqual([
      conformity,
      conformity,
    ]);
  });

  it('computes errors after tapping, and prints them to the place of U', () => {
    const { rows } = of(readings(...exact('0', '0.4', '1.2', '1.6'), ['0.8', '0.80', '0.805', '0.810', '0.81']));
    const [up, down] = rows.filter(({ nominal }) => nominal === '0.8');
    expect(up).toMatchObject({ direction: 'up', indication: '0.805', error: '0.0050', uncertainty: '0.0018', k: '2' });
    expect(down).toMatchObject({ direction: 'down', error: '0.0100' });
  });

  it.each([
    ['Tapping displacement', ['0.8', '0.8000', '0.8129', '0.8129', '0.8129'], true],
    ['Tapping displacement', ['0.8', '0.8001', '0.8129', '0.8129', '0.8129'], false],
    ['Hysteresis', ['0.8', '0.7900', '0.7900', '0.8157', '0.8157'], true],
    ['Hysteresis', ['0.8', '0.7900', '0.7900', '0.8156', '0.8156'], false],
  ])('fails by %s with %j: %s', (item, point, isFailed) => {
    expect(unmet(readings(...exact('0', '0.4', '1.2', '1.6'), point))).toEqual(isFailed ? [item] : []);
  });

  it('fails by appearance and by its zero', () => {
    expect(unmet({ ...readings(...GOOD), isAppearanceGood: false, zero: '-0.0257' })).toEqual(['Appearance', 'Zero']);
    expect(unmet({ ...readings(...GOOD), zero: '-0.0256' })).toEqual([]);
  });

  it('of vacuum counts from its low end; an old class is judged as its successor', () => {
    const vacuum = readings(...exact('0', '-0.02', '-0.04', '-0.06', '-0.1'));
    expect(of(vacuum, gauge('-0.1', '0', '1.5')).rows.map(({ mpe }) => mpe)).toEqual(
      ['0.0016', '0.0016', '0.0016', '0.0016', '0.0025'].flatMap((mpe) => [mpe, mpe]),
    );
  });

  it('refuses what the regulation does not know or what is not enough', () => {
    expect(() => of(readings(...GOOD), gauge('0', '1.6', '0.4'))).toThrow('metrology.instrument_fact_missing');
    expect(() => of(readings(...exact('0', '0.4', '0.8', '1.2', '1.7')))).toThrow('metrology.reading_out_of_range');
    expect(() => of(readings(...exact('0', '0.4', '0.8', '1.6')))).toThrow('metrology.readings_incomplete');
    expect(() => of(readings(...exact('0', '0.4', '0.8', '1.0', '1.2')))).toThrow('metrology.readings_incomplete');
  });

  it('is printed line by line, with a conclusion only where one was asked for', () => {
    const [table] = of(readings(...GOOD)).tables;
    expect(table?.rows).toHaveLength(5);
    expect(table?.rows[4]).toEqual(['1.6', '1.6', '1.6', '0.0000', '0.0000', '0.0', '0.0', '±0.04', '0.0018', '符合']);
    const [bare] = computePressureGauge(gauge('0', '1.6'), readings(...GOOD), FACTS, {
      ...TERMS,
      decisionRule: 'none',
    }).tables;
    expect(bare?.columns).toHaveLength(9);
    expect(new Set(bare?.rows.map((row) => row.length))).toEqual(new Set([9]));
  });
});
