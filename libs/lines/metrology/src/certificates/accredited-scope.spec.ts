import { Decimal } from '@nqi/shared/units';
import { computeGeneral } from '../results/general-table';
import { blankRow, type ResultRow } from '../results/result-row';
import { badgeOf, outsideScope, starred } from './accredited-scope';

const SCOPE: NonNullable<Parameters<typeof badgeOf>[0]> = {
  ...{ state: 'active', validFrom: '2024-01-01', validTo: '2026-12-31', scopeSource: 'cnas', methodNo: 'JJG 30-2012' },
  ...{ accreditationNo: 'CNAS L1234', rangeLow: '0', rangeHigh: '150', rangeUnit: 'mm' },
  ...{ rangeLowSi: '0', rangeHighSi: '0.15' },
};

const at = (reference: string, unit = 'mm'): ResultRow => ({ ...blankRow('indication', unit), reference });

describe('the mark of an accreditation', () => {
  it.each([
    ['on the last day', SCOPE, [at('150')], '2026-12-31', true],
    ['a day later', SCOPE, [at('150')], '2027-01-01', false],
    ['before it was granted', SCOPE, [at('150')], '2023-12-31', false],
    ['suspended', { ...SCOPE, state: 'suspended' as const }, [at('150')], '2026-03-02', false],
    ['of nothing', null, [at('150')], '2026-03-02', false],
    ['with one result of two inside', SCOPE, [at('150'), at('200')], '2026-03-02', true],
    ['with every result outside', SCOPE, [at('151'), at('0.2', 'm')], '2026-03-02', false],
  ])('%s', (_, scope, rows, on, isBorne) => {
    const badge = { title: 'CNAS 认可校准', number: 'CNAS L1234', scope: 'JJG 30-2012，0～150 mm' };
    expect(badgeOf(scope, rows, on)).toEqual(isBorne ? badge : null);
  });

  it('leaves out what lies beyond its range, in any unit', () => {
    const rows = [at('-0.1'), at('0'), at('15', 'cm'), at('150.01'), at('0.16', 'm'), at('7', '格')];
    expect(outsideScope(SCOPE, rows).map(({ reference }) => reference)).toEqual(['-0.1', '150.01', '0.16']);
  });

  it('is told from what lies beyond it in the table itself', () => {
    const terms = {
      ...{
        unit: 'mm',
        decisionRule: 'none' as const,
        uncertaintyAt: () => ({ value: new Decimal(1), k: new Decimal(2) }),
      },
      rounding: { version: 'test', twoDigitsUpTo: 2, uncertaintyMode: 'up' as const },
    };
    const { rows, tables } = computeGeneral(
      ['100.00', '200.00'].map((value) => ({ reference: value, indication: value })),
      terms,
    );
    const outside = new Set(outsideScope(SCOPE, rows).map(({ reference }) => reference ?? ''));
    const printed = tables.map((table) =>
      starred(table, outside).rows.map(([, reference, indication]) => [reference, indication]),
    );
    expect(printed).toEqual([
      [
        ['100.00', '100.00'],
        ['200.00 ※', '200.00'],
      ],
    ]);
  });
});
