import { conclude, type ConclusionRule, type InspectedItem, type ItemResult } from './inspection-conclusion';

const rule: ConclusionRule = {
  version: 't7001-2023',
  maxGeneralIssues: 3,
  effectiveFrom: '2023-04-02',
  effectiveTo: null,
  source: 'test',
};

const letters: Record<string, ItemResult> = {
  p: 'pass',
  f: 'fail',
  r: 'rectified',
  m: 'monitored',
  n: 'not_applicable',
};

/** Upper case is a key item: `Rpm` = key rectified, general pass, general monitored. */
function items(text: string): InspectedItem[] {
  return [...text].map((letter, index) => ({
    no: index + 1,
    isKey: letter !== letter.toLowerCase(),
    result: letters[letter.toLowerCase()],
  }));
}

describe('conclude', () => {
  it.each([
    ['PPpp', 'pass', 0, 0, 0],
    ['PNpn', 'pass', 0, 0, 0],
    ['PPpr', 'pass_after_rectification', 0, 0, 1],
    ['PPpm', 'pass_after_rectification', 0, 1, 0],
    ['PPrrr', 'pass_after_rectification', 0, 0, 3],
    ['PPmmr', 'pass_after_rectification', 0, 2, 1],
    ['PPrrrr', 'fail', 0, 0, 4],
    ['PPmmmm', 'fail', 0, 4, 0],
    ['PPmmrr', 'fail', 0, 2, 2],
    ['PRpp', 'pass_after_rectification', 0, 0, 1],
    ['RRRRpp', 'pass_after_rectification', 0, 0, 4],
    ['RRrrm', 'pass_after_rectification', 0, 1, 4],
    ['PFpp', 'fail', 1, 0, 0],
    ['PMpp', 'fail', 1, 0, 0],
    ['FMRfmr', 'fail', 2, 2, 2],
    ['PPpf', 'fail', 0, 1, 0],
    ['PPffff', 'fail', 0, 4, 0],
  ])('%s → %s', (text, conclusion, keyFailed, generalFailed, rectified) => {
    expect(conclude(rule, items(text))).toEqual({ conclusion, keyFailed, generalFailed, rectified });
  });

  it('takes the limit from the rule', () => {
    expect(conclude({ ...rule, maxGeneralIssues: 0 }, items('Ppr')).conclusion).toBe('fail');
    expect(conclude({ ...rule, maxGeneralIssues: 5 }, items('Pmmrrr')).conclusion).toBe('pass_after_rectification');
  });

  it('refuses to conclude nothing', () => {
    expect(() => conclude(rule, [])).toThrow(RangeError);
  });
});
