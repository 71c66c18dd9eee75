import type { TestConclusion, TestRow } from './test-row';

/** One failed parameter fails the sample; where nothing was judged there is no conclusion (HANDBOOK §3.3). */
export function concludeTest(rows: readonly Pick<TestRow, 'verdict'>[]): TestConclusion {
  if (rows.some(({ verdict }) => verdict === 'fail')) return 'fail';
  return rows.some(({ verdict }) => verdict === 'pass') ? 'pass' : null;
}
