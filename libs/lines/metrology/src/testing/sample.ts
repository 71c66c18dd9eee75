/** 余样处理: what becomes of what is left of a sample. */
export const remainders = ['return', 'dispose'] as const;
export type Remainder = (typeof remainders)[number];

/** 样品, as its sender describes it (HANDBOOK §3.1). Its name is that of the product standard or the label. */
export interface Sample {
  name: string;
  modelSpec: string | null;
  /** 标示生产单位. */
  manufacturer: string | null;
  batchNo: string | null;
  /** With its unit, for example 8 件. */
  quantity: string;
  trademark: string | null;
  producedOn: string | null;
  /** 样品状态 as the sender states it; what came is noted at the receipt. */
  appearance: string | null;
}

/** What is to be found out of a sample, by which standards. Numbers in their one spelling. */
export interface TestTerms {
  /** 检验项目. */
  parameters: string[];
  /** 检验依据: by what is tested. */
  basis: string[];
  /** 判定依据: by what is judged; empty: data only. */
  judgement: string[];
  remainder: Remainder;
  /** Copies of the report on paper; 0: the electronic one alone. */
  copies: number;
  /** Working days from the receipt, as quoted. */
  promisedDays: number | null;
}
