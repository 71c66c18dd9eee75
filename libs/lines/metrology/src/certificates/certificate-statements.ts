import type { DecisionRule } from '../results/conformity';
import type { Conformity } from '../results/result-row';
import type { CertificateStatement } from './certificate.content';
import {
  ADJUSTMENT,
  CALIBRATED_ONLY,
  CLIENT_DATA,
  DECISION_RULES,
  ELECTRONIC,
  REPRODUCTION,
  TRACEABILITY,
  USE_PROHIBITED,
} from './statement-texts';

/** What the sentences depend on. */
export interface Stated {
  service: 'verification' | 'calibration';
  conclusion: Conformity | null;
  /** Coverage factor of the uncertainties; null: none is stated. */
  k: string | null;
  decisionRule: DecisionRule;
  isAdjusted: boolean;
  /** Additions to, deviations or exclusions from the method, as the verifier put it. */
  deviations: string | null;
  /** Only what the client agreed to (ISO/IEC 17025 7.8.4.3). */
  nextCalibrationOn: string | null;
  /** Points, with their unit, that lie outside of the scope that the mark on the page stands for. */
  outsideScope: readonly string[];
}

/** The sentences of a certificate in the order of print (ISO/IEC 17025 7.8.2.1 l and n, 7.8.2.2, 7.8.4.1, 7.8.6.2; JJF 1071). */
export function statementsOf(stated: Stated): CertificateStatement[] {
  const { service, k, isAdjusted, deviations, nextCalibrationOn, outsideScope } = stated;
  const isFailed = service === 'verification' && stated.conclusion !== 'pass';
  return [
    ...(isFailed ? [USE_PROHIBITED] : []),
    service === 'verification' ? verifiedOnly(isFailed) : CALIBRATED_ONLY,
    ...said(k, uncertainty),
    ...decision(stated),
    TRACEABILITY,
    ...(isAdjusted ? [ADJUSTMENT] : []),
    ...said(deviations, deviating),
    ...said(nextCalibrationOn, nextCalibration),
    ...(outsideScope.length > 0 ? [outside(outsideScope)] : []),
    ...[CLIENT_DATA, REPRODUCTION, ELECTRONIC],
  ];
}

/** The sentence on a fact, where there is one. */
function said(fact: string | null, sentence: (fact: string) => CertificateStatement): CertificateStatement[] {
  return fact === null ? [] : [sentence(fact)];
}

/** Whoever says that something conforms says by which rule (ISO/IEC 17025 7.8.6.2). */
function decision({ conclusion, decisionRule }: Stated): CertificateStatement[] {
  return conclusion === null || decisionRule === 'none' ? [] : [DECISION_RULES[decisionRule]];
}

function verifiedOnly(isFailed: boolean): CertificateStatement {
  const repaired = isFailed ? '' : '；有效期内经修理的计量器具须重新检定';
  const again = isFailed ? '' : ' An instrument repaired within its validity must be verified again.';
  return {
    kind: 'item_only',
    zh: `本结果仅对所检计量器具检定时的状态有效${repaired}。`,
    en: `The results relate only to the instrument verified, in its condition at that time.${again}`,
  };
}

function uncertainty(k: string): CertificateStatement {
  return {
    kind: 'uncertainty',
    zh: `U为扩展不确定度，包含因子k = ${k}，对应约95%的包含概率；按JJF 1059.1修约（只进不舍），结果修约到同一位数，结论由修约前的数值作出。`,
    en: `U is the expanded uncertainty with the coverage factor k = ${k} for a coverage probability of about 95 %; rounded up by JJF 1059.1, results to the same place, conclusions drawn before rounding.`,
  };
}

/** In the words of who did it: nobody translates a deviation. */
function deviating(deviations: string): CertificateStatement {
  return {
    kind: 'deviations',
    zh: `对方法的补充、偏离或删减：${deviations}`,
    en: `Additions to, deviations or exclusions from the method: ${deviations}`,
  };
}

function nextCalibration(on: string): CertificateStatement {
  return {
    kind: 'next_calibration',
    zh: `应委托方要求，建议下次校准日期不晚于${chineseDay(on)}；委托方可根据使用情况自行决定复校间隔。`,
    en: `As agreed with the client, the next calibration is recommended not later than ${on}.`,
  };
}

/** `2026-03-02` → 2026年03月02日. */
function chineseDay(day: string): string {
  const [year, month, date] = day.split('-');
  return `${year}年${month}月${date}日`;
}

/** What is outside of the scope must be told from what is inside (CNAS-R01; 检验检测机构资质认定管理办法). */
function outside(points: readonly string[]): CertificateStatement {
  return {
    kind: 'outside_scope',
    zh: `带“※”的测量点的结果不在页首标志所示的能力范围之内：${points.join('、')}。`,
    en: `Results at the points marked ※ lie outside of the scope of the mark above: ${points.join(', ')}.`,
  };
}
