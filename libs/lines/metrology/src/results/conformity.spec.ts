import { Decimal } from '@nqi/shared/units';
import { conclude } from './conclusion';
import { conformityOf, type DecisionRule, overall } from './conformity';
import { blankRow, type Computed, type Conformity } from './result-row';
import { statedUncertainty } from './stated-uncertainty';

const judge = (error: string, mpe: string, uncertainty: string, rule: DecisionRule): Conformity | null =>
  conformityOf({ error: new Decimal(error), mpe: new Decimal(mpe), uncertainty: new Decimal(uncertainty) }, rule);

describe('a statement of conformity', () => {
  it.each([
    // U is at most a third of the limit: simple acceptance.
    ['0.30', '0.3', '0.1', 'simple_acceptance', 'pass'],
    ['-0.30', '0.3', '0.1', 'simple_acceptance', 'pass'],
    ['0.3001', '0.3', '0.1', 'simple_acceptance', 'fail'],
    // Larger: the zone around the limit decides nothing.
    ['0.19', '0.3', '0.11', 'simple_acceptance', 'pass'],
    ['0.1901', '0.3', '0.11', 'simple_acceptance', 'undetermined'],
    ['0.4099', '0.3', '0.11', 'simple_acceptance', 'undetermined'],
    ['0.41', '0.3', '0.11', 'simple_acceptance', 'fail'],
    // With a guard band always.
    ['0.25', '0.3', '0.05', 'guard_band', 'pass'],
    ['0.2501', '0.3', '0.05', 'guard_band', 'undetermined'],
    ['-0.35', '0.3', '0.05', 'guard_band', 'fail'],
    ['0.1', '0.3', '0.4', 'guard_band', 'undetermined'],
    ['9', '0.3', '0.05', 'none', null],
  ] as const)('|%s| against %s with U %s by %s: %s', (error, mpe, uncertainty, rule, expected) => {
    expect(judge(error, mpe, uncertainty, rule)).toBe(expected);
  });

  it('of the whole is the worst of its rows', () => {
    expect(overall(['pass', null, 'pass'])).toBe('pass');
    expect(overall(['pass', 'undetermined'])).toBe('undetermined');
    expect(overall(['undetermined', 'fail', 'pass'])).toBe('fail');
    expect(overall([null])).toBeNull();
  });
});

describe('a conclusion', () => {
  const row = (conformity: Conformity | null, status: 'as_found' | 'as_left' | null = null) => {
    return { ...blankRow('indication', 'mm'), conformity, status };
  };
  const of = (rows: ReturnType<typeof row>[], isMet = true): Computed => {
    const check = { name: { zh: '外观', en: 'Appearance' }, requirement: '', found: '', isMet };
    return { rows, tables: [], checks: [check] };
  };

  it('fails a verification by one item of the regulation, however good its values are', () => {
    expect(conclude('verification', of([row('pass')]), 'simple_acceptance')).toBe('pass');
    expect(conclude('verification', of([row('pass')], false), 'simple_acceptance')).toBe('fail');
    expect(conclude('verification', of([row('fail')]), 'simple_acceptance')).toBe('fail');
  });

  it('leaves no verification open', () => {
    expect(() => conclude('verification', of([row('undetermined')]), 'simple_acceptance')).toThrow(
      'metrology.undetermined',
    );
    expect(() => conclude('verification', of([row(null)]), 'simple_acceptance')).toThrow(
      'metrology.readings_incomplete',
    );
  });

  it('judges what an adjustment left, not what it found', () => {
    const adjusted = of([row('fail', 'as_found'), row('pass', 'as_left')]);
    expect(conclude('verification', adjusted, 'simple_acceptance')).toBe('pass');
    expect(conclude('calibration', of([row('fail', 'as_found')]), 'simple_acceptance')).toBe('fail');
  });

  it('stands on a calibration only where the client asked', () => {
    expect(conclude('calibration', of([row(null)], false), 'none')).toBeNull();
    expect(conclude('calibration', of([row('undetermined')]), 'guard_band')).toBe('undetermined');
  });
});

describe('a stated uncertainty', () => {
  const cmc = () => ({ value: new Decimal('0.02'), k: new Decimal(2) });
  const given = (value: string, k: string) => ({ value: new Decimal(value), k: new Decimal(k) });

  it('is the capability, unless the laboratory evaluated a larger one', () => {
    expect(statedUncertainty(null, cmc, 'mm')(new Decimal(1)).value.toFixed()).toBe('0.02');
    expect(statedUncertainty(given('0.03', '2'), cmc, 'mm')(new Decimal(1)).value.toFixed()).toBe('0.03');
  });

  it.each([
    ['0.0199', '2'],
    ['0.0299', '3'],
  ])('of %s with k = %s is refused', (value, k) => {
    const below = statedUncertainty(given(value, k), cmc, 'mm');
    expect(() => below(new Decimal(1))).toThrow('metrology.uncertainty_below_cmc');
  });
});
