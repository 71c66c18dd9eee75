import type { NamedStandard } from '@nqi/platform/standards';
import type { DecisionRule } from '../results/conformity';
import type { Sample, TestTerms } from './sample';
import type { TestConclusion, TestRow } from './test-row';

/**
 * The snapshot that a 检验检测报告 is set from (ISO/IEC 17025 7.8.2 and 7.8.3, HANDBOOK §3.3). Dates are `YYYY-MM-DD` in
 * Asia/Shanghai; decimals are strings; null prints as a dash.
 */
export interface TestReportContent {
  laboratory: {
    name: string;
    nameEn: string | null;
    uscc: string;
    /** 资质认定; null where no result lies within it: the mark stands within the scope only. */
    badge: { title: string; number: string } | null;
    address: string | null;
    phone: string | null;
  };
  order: { number: string; sampleNo: string };
  /** 委托单位 or who the report is to be made out to. */
  client: { name: string; address: string | null };
  sample: Sample;
  terms: Pick<TestTerms, 'parameters' | 'remainder' | 'copies'>;
  /** As they were on the last day of the work. */
  basis: NamedStandard[];
  judgement: NamedStandard[];
  work: {
    receivedOn: string | null;
    /** Of the sample when it came. */
    condition: string | null;
    startedOn: string;
    performedOn: string;
    place: string;
    temperatureC: string;
    humidityPercent: string;
    otherConditions: string | null;
    deviations: string | null;
  };
  rows: TestRow[];
  conclusion: TestConclusion;
  /** By which the verdicts were made, as the order asks; `none` where nothing was judged. */
  decisionRule: DecisionRule;
  /** Names of the parameters that failed. */
  failed: string[];
  remark: string | null;
}
