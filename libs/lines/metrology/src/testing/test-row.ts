/** 单项判定: of one parameter. */
export const verdicts = ['pass', 'fail', 'not_judged'] as const;
export type Verdict = (typeof verdicts)[number];

/** 总结论: of the sample; null where nothing was judged. */
export type TestConclusion = 'pass' | 'fail' | null;

/** Why a result lies outside of the laboratory's approval. */
export type OutOfScope = 'not_approved' | 'not_valid' | 'other_parameter' | 'other_method' | 'method_not_in_force';

/** One result as it is reported (HANDBOOK §3.3). */
export interface TestRow {
  parameter: string;
  /** Null for what has none, such as an appearance. */
  unit: string | null;
  requirement: string | null;
  result: string;
  /** Expanded, in the unit of the result, with its coverage factor; null: none is stated. */
  uncertainty: { value: string; k: string } | null;
  verdict: Verdict;
  /** Number of the standard by which was tested. */
  method: string;
  /** 分包: who found it out instead of the laboratory. */
  subcontractor: string | null;
  /** Null: within the approval. */
  outOfScope: OutOfScope | null;
  accreditationNo: string | null;
}
