import type { FeeRule, FeeStep } from './fee-rule';
import { assessFee, type FeeFacts } from './inspection-fee';

const label = { zh: '附加', en: 'Surcharge' };
const floors: FeeStep = {
  kind: 'per_step_fen',
  code: 'floors',
  label,
  field: 'floors',
  above: '6',
  every: '1',
  rounding: 'up',
  fen: 2500,
};
const height: FeeStep = {
  ...floors,
  kind: 'per_step_percent',
  code: 'height',
  field: 'liftHeightM',
  every: '2',
  percent: 10,
};
const pilotWalk: FeeStep = { ...height, code: 'length', field: 'sectionLengthM', above: '30', every: '5' };
const once: FeeStep = { kind: 'once_percent', code: 'height', label, field: 'liftHeightM', above: '6', percent: 20 };
const length: FeeStep = { ...pilotWalk, above: '12', every: '12', rounding: 'down', percent: 30, optional: true };
const walk: FeeStep = { ...length, percent: 20, optional: false };
const transport: FeeStep = { kind: 'flag_percent', code: 'public', label, flag: 'isPublicTransport', percent: 30 };
const times: FeeStep = { kind: 'always_percent', code: 'multiplier', label, percent: 50 };

function row(region: string, categoryPrefix: string, baseFen: number, steps: FeeStep[]): FeeRule {
  return {
    id: `${region}-${categoryPrefix}`,
    tariff: region,
    region,
    categoryPrefix,
    baseFen,
    steps,
    effectiveFrom: region === 'pilot' ? '2021-07-01' : '2020-07-01',
    effectiveTo: region === 'pilot' ? '2023-04-19' : null,
    chargeNature: 'operational',
    documentNo: '',
    source: 'test',
  };
}

const rules = [
  row('pilot', '31', 38000, [floors]),
  row('pilot', '3310', 30000, [height]),
  row('pilot', '3320', 30000, [pilotWalk]),
  row('pilot', '34', 38000, [floors]),
  row('pilot', '3430', 22000, []),
  row('37', '31', 38000, [floors]),
  row('37', '32', 38000, [floors, times]),
  row('37', '3310', 30000, [once, length, transport]),
  row('37', '3320', 30000, [walk, { ...transport, percent: 10 }]),
  row('37', '3410', 38000, [floors, { ...times, percent: 20 }]),
  row('3702', '31', 40000, []),
];

const nothing = { floors: null, liftHeightM: null, sectionLengthM: null, isPublicTransport: null };

function facts(region: string, categoryCode: string | null, known: Partial<FeeFacts>): FeeFacts {
  return { ...nothing, region, categoryCode, on: region === 'pilot' ? '2023-04-19' : '2026-05-06', ...known };
}

function yuan(...args: Parameters<typeof facts>): number | string {
  const answer = assessFee(rules, facts(...args));
  return 'missing' in answer ? answer.missing : answer.totalFen / 100;
}

const no = { isPublicTransport: false };

describe('assessFee', () => {
  it.each<[string, string, Partial<FeeFacts>, number | string]>([
    ['pilot', '3110', { floors: 6 }, 380],
    ['pilot', '3110', { floors: 7 }, 405],
    ['pilot', '3110', { floors: 18 }, 680],
    ['pilot', '3120', { floors: 33 }, 1055],
    ['pilot', '3430', {}, 220],
    ['pilot', '3420', { floors: 7 }, 405],
    ['pilot', '3310', { liftHeightM: '6.000' }, 300],
    ['pilot', '3310', { liftHeightM: '6.001' }, 330],
    ['pilot', '3310', { liftHeightM: '8.00' }, 330],
    ['pilot', '3310', { liftHeightM: '8.1' }, 360],
    ['pilot', '3320', { sectionLengthM: '30' }, 300],
    ['pilot', '3320', { sectionLengthM: '41.5' }, 390],
    ['370602', '3110', { floors: 7 }, 405],
    ['370202', '3110', {}, 400],
    ['370602', '3410', { floors: 10 }, 576],
    ['370602', '3210', { floors: 10 }, 720],
    ['370602', '3310', { ...no, liftHeightM: '6' }, 300],
    ['370602', '3310', { ...no, liftHeightM: '20' }, 360],
    ['370602', '3310', { liftHeightM: '7', isPublicTransport: true }, 450],
    ['370602', '3310', { liftHeightM: '7', sectionLengthM: '36', isPublicTransport: true }, 630],
    ['370602', '3320', { ...no, sectionLengthM: '23.99' }, 300],
    ['370602', '3320', { ...no, sectionLengthM: '24' }, 360],
    ['370602', '3320', { sectionLengthM: '60', isPublicTransport: true }, 570],
    ['pilot', '3110', {}, 'floors'],
    ['pilot', '3310', {}, 'liftHeightM'],
    ['370602', '3320', no, 'sectionLengthM'],
    ['370602', '3310', { liftHeightM: '7' }, 'isPublicTransport'],
    ['pilot', '4110', {}, 'rule'],
    ['110101', '3110', {}, 'rule'],
    ['370602', '3110', { floors: 7, on: '2020-06-30' }, 'rule'],
    ['pilot', '3110', { floors: 7, on: '2023-04-20' }, 'rule'],
  ])('%s %s %j → %s', (region, category, known, expected) => expect(yuan(region, category, known)).toBe(expected));

  it('asks for the category first', () => {
    expect(yuan('pilot', null, { floors: 7 })).toBe('categoryCode');
    expect(yuan('pilot', '', { floors: 7 })).toBe('categoryCode');
  });

  it('falls back to a shorter prefix when the longest is not in force', () => {
    const old = { ...row('37', '3110', 1, []), effectiveTo: '2021-12-31' };
    expect(assessFee([old, ...rules], facts('370602', '3110', { floors: 1 }))).toHaveProperty('rule.id', '37-31');
  });

  it('shows each line with quantity, unit and amount', () => {
    expect(assessFee(rules, facts('370602', '3220', { floors: 8 }))).toMatchObject({
      rule: { id: '37-32' },
      lines: [
        { code: 'base', quantity: 1, unitFen: 38000, amountFen: 38000 },
        { code: 'floors', label, quantity: 2, unitFen: 2500, amountFen: 5000 },
        { code: 'multiplier', quantity: 1, unitFen: 21500, amountFen: 21500 },
      ],
      totalFen: 64500,
    });
  });

  it.each([
    [10001, 10, 11001],
    [10005, 10, 11006],
    [10004, 10, 11004],
  ])('rounds half a fen up: %i + %i %%', (baseFen, percent, totalFen) => {
    const rule = row('37', '31', baseFen, [{ ...times, percent }]);
    expect(assessFee([rule], facts('370602', '3110', {}))).toHaveProperty('totalFen', totalFen);
  });

  it.each(['8,0', '-1', '1e3', '', '6.0001'])('refuses the measure %p', (liftHeightM) => {
    expect(() => assessFee(rules, facts('pilot', '3310', { liftHeightM }))).toThrow(RangeError);
  });
});
