import { concludeTest } from './test-conclusion';
import type { Verdict } from './test-row';
import { outOfScope } from './test-scope';

const rows = (...verdicts: Verdict[]): { verdict: Verdict }[] => verdicts.map((verdict) => ({ verdict }));

describe('the conclusion of a test', () => {
  it.each<[Verdict[], 'pass' | 'fail' | null]>([
    [['pass', 'pass'], 'pass'],
    [['pass', 'not_judged'], 'pass'],
    [['pass', 'fail', 'pass'], 'fail'],
    [['not_judged', 'fail'], 'fail'],
    [['not_judged', 'not_judged'], null],
    [[], null],
  ])('%j → %s', (verdicts, conclusion) => expect(concludeTest(rows(...verdicts))).toBe(conclusion));
});

describe('the scope of an approval', () => {
  const row = { parameter: '抗拉强度', method: 'GB/T 228.1-2021' };
  const approved = { ...row, methodNo: row.method, validFrom: '2026-01-01', validTo: '2026-12-31' };
  it.each([
    ['within', approved, '2026-03-02', true, null],
    ['on its last day', approved, '2026-12-31', true, null],
    ['without a row', undefined, '2026-03-02', true, 'not_approved'],
    ['after its last day', approved, '2027-01-01', true, 'not_valid'],
    ['of another parameter', { ...approved, parameter: '硬度' }, '2026-03-02', true, 'other_parameter'],
    ['by an older edition', { ...approved, methodNo: 'GB/T 228.1-2010' }, '2026-03-02', true, 'other_method'],
    ['by a standard that is over', approved, '2026-03-02', false, 'method_not_in_force'],
  ] as const)('%s', (_, capability, on, isInForce, expected) => {
    expect(outOfScope(row, capability, { on, isInForce })).toBe(expected);
  });
});
