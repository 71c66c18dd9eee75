/** One edition of the rule that turns item results into a conclusion; `effectiveTo` is the last day in force. */
export interface ConclusionRule {
  version: string;
  maxGeneralIssues: number;
  effectiveFrom: string;
  effectiveTo: string | null;
  source: string;
}

/**
 * Result of one item of a periodic inspection, never the printed sign (△ differs by province). `rectified`: failed at
 * first, put right and confirmed. `monitored` 监护使用: still failed, but the user unit has committed itself in writing
 * to run the elevator under supervision.
 */
export type ItemResult = 'pass' | 'fail' | 'rectified' | 'monitored' | 'not_applicable';

export interface InspectedItem {
  no: number;
  isKey: boolean;
  result: ItemResult;
}

/** The conclusion and the number of items behind it; `rectified` counts key and general items. */
export interface InspectionConclusion {
  conclusion: 'pass' | 'pass_after_rectification' | 'fail';
  keyFailed: number;
  generalFailed: number;
  rectified: number;
}

/**
 * Concludes one round of a periodic inspection (TSG T7001-2023 as applied in one province; the limit is the rule's):
 *
 * - a key item 关键项目 that failed, even under supervision → fail;
 * - a general item 一般项目 that simply failed → fail: only failures under supervision may stay open, and without the
 *   user unit's commitment nothing allows the elevator to run with it;
 * - general items under supervision + general items rectified above the limit → fail;
 * - any of these within the limit, or a key item rectified → pass_after_rectification 整改后合格 (a rectified key item
 *   is no general issue and does not count to the limit);
 * - else pass.
 *
 * @throws RangeError without items: an empty record must not pass.
 */
export function conclude(rule: ConclusionRule, items: readonly InspectedItem[]): InspectionConclusion {
  if (items.length === 0) throw new RangeError('no inspection items to conclude');
  const key = items.filter((item) => item.isKey);
  const general = items.filter((item) => !item.isKey);
  const supervised = count(general, 'monitored');
  const unsupervised = count(general, 'fail');
  const keyFailed = count(key, 'fail') + count(key, 'monitored');
  const generalIssues = supervised + count(general, 'rectified');
  const rectified = count(items, 'rectified');
  const failed = keyFailed > 0 || unsupervised > 0 || generalIssues > rule.maxGeneralIssues;
  const passed = supervised + rectified > 0 ? 'pass_after_rectification' : 'pass';
  return { conclusion: failed ? 'fail' : passed, keyFailed, generalFailed: supervised + unsupervised, rectified };
}

function count(items: readonly InspectedItem[], result: ItemResult): number {
  return items.filter((item) => item.result === result).length;
}
