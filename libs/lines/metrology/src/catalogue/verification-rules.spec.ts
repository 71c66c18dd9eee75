import { type CatalogueItem, isMandatory, regulationOf } from './verification-rules';

const item: CatalogueItem = {
  ...{ code: 'QJ-19', no: 19, name: '压力仪表', supervision: 'verification', mode: 'periodic' },
  ...{ purposes: ['safety_protection'], effectiveFrom: '2020-10-26', effectiveTo: '2029-12-31' },
};
const onlyApproved: CatalogueItem = { ...item, supervision: 'type_approval', mode: null };

describe('isMandatory', () => {
  it.each([
    [item, 'safety_protection', '2026-03-02', true],
    [{ ...item, supervision: 'type_approval_and_verification' } as const, 'medical_health', '2026-03-02', true],
    [item, 'trade_settlement', '2020-10-26', true],
    [item, 'environmental_monitoring', '2029-12-31', true],
    [item, 'other', '2026-03-02', false],
    [item, 'safety_protection', '2020-10-25', false],
    [item, 'safety_protection', '2030-01-01', false],
    [onlyApproved, 'trade_settlement', '2026-03-02', false],
    [undefined, 'trade_settlement', '2026-03-02', false],
  ] as const)('%j used for %s on %s: %s', (one, purpose, on, expected) => {
    expect(isMandatory(one, purpose, on)).toBe(expected);
  });
});

describe('regulationOf', () => {
  const dated = { effectiveFrom: '2000-01-01', effectiveTo: null, cycleRuleText: null };
  const regulations = [
    {
      ...dated,
      number: 'JJG 162-2009',
      series: 'JJG 162',
      title: '冷水水表',
      cycleMonths: 24,
      effectiveTo: '2018-12-31',
    },
    {
      ...dated,
      number: 'JJG 162-2019',
      series: 'JJG 162',
      title: '饮用冷水水表',
      cycleMonths: 24,
      effectiveFrom: '2019-01-01',
    },
    { ...dated, number: 'JJG 313', series: 'JJG 313', title: '电流互感器', cycleMonths: null },
    { ...dated, number: 'JJG 30-2012', series: 'JJG 30', title: '通用卡尺', cycleMonths: 12 },
  ];
  const itemRegulations = [
    { ...dated, itemCode: 'QJ-16', series: 'JJG 313', rank: 2, cycleMonths: null },
    { ...dated, itemCode: 'QJ-16', series: 'JJG 162', rank: 1, cycleMonths: null },
    { ...dated, itemCode: 'QJ-10', series: 'JJG 162', rank: 1, cycleMonths: 72, cycleRuleText: '到期轮换' },
  ];
  const choose = (catalogueItemCode: string | null, regulationSeries: string | null, on = '2026-03-02') =>
    regulationOf({ catalogueItemCode, regulationSeries }, { regulations, itemRegulations }, on);

  it.each([
    ['QJ-10', null, '2026-03-02', 'JJG 162-2019', 72],
    ['QJ-10', 'JJG 162', '2018-12-31', 'JJG 162-2009', 72],
    ['QJ-16', null, '2026-03-02', 'JJG 162-2019', 24],
    ['QJ-16', 'JJG 313', '2026-03-02', 'JJG 313', null],
    [null, 'JJG 30', '2026-03-02', 'JJG 30-2012', 12],
  ])('%s, %s on %s: %s every %s months', (code, series, on, number, cycleMonths) => {
    expect(choose(code, series, on)).toMatchObject({ number, cycleMonths });
  });

  it.each([
    ['QJ-10', null, '1999-12-31'],
    [null, null, '2026-03-02'],
    ['QJ-99', null, '2026-03-02'],
  ])('none for %s, %s on %s', (code, series, on) => expect(choose(code, series, on)).toBeUndefined());
});
