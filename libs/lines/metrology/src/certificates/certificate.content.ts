import type { Conformity, CheckedItem, ResultRow, ResultTable } from '../results/result-row';
import type { Site } from '../orders/order.entity';
import type { DecisionRule } from '../results/conformity';

/**
 * The snapshot that a 检定证书, 检定结果通知书 or 校准证书 is set from (JJF 1069, ISO/IEC 17025 7.8.2 and 7.8.4). Dates are
 * `YYYY-MM-DD` in Asia/Shanghai; decimals are strings; null prints as a dash.
 */
export interface CertificateContent {
  laboratory: CertificateLaboratory;
  order: { number: string; sampleNo: string };
  /** 委托单位 or 证书单位. */
  client: { name: string; address: string | null };
  instrument: CertificateInstrument;
  method: { no: string; title: string | null };
  work: CertificateWork;
  standards: CertificateStandard[];
  /** Items of the regulation, each with what was found; empty for the general table. */
  checks: CheckedItem[];
  tables: ResultTable[];
  /** What the tables show, for machines. */
  results: ResultRow[];
  /** Of the whole; null where nobody asked for a statement of conformity. */
  conclusion: Conformity | null;
  /** 合格，准予作1.6级使用 and the like. */
  conclusionText: string | null;
  decisionRule: DecisionRule;
  /** Coverage factor of the uncertainties in the tables. */
  k: string | null;
  /** 有效期至, of a pass. */
  validUntil: string | null;
  /** Day of the next calibration, where the client agreed on an interval. */
  nextCalibrationOn: string | null;
  remark: string | null;
  /** What the certificate declares, in the order of print. */
  statements: CertificateStatement[];
}

export interface CertificateLaboratory {
  name: string;
  nameEn: string | null;
  uscc: string;
  /** What entitles the laboratory to these results; null where nothing does. */
  badge: CertificateBadge | null;
  address: string | null;
  phone: string | null;
}

/** 计量检定机构授权证书 or the accreditation: which, its number, and what it covers. */
export interface CertificateBadge {
  title: string;
  number: string;
  scope: string;
}

export interface CertificateInstrument {
  name: string;
  modelSpec: string;
  serialNo: string;
  manufacturer: string | null;
  ledgerNo: string;
  measuringRange: string | null;
  accuracyClass: string | null;
  division: string | null;
  isMandatory: boolean;
}

export interface CertificateWork {
  receivedOn: string | null;
  /** Of the instrument when it came. */
  condition: string | null;
  performedOn: string;
  place: string;
  /** At the laboratory or at the client's. */
  site: Site;
  temperatureC: string;
  humidityPercent: string;
  otherConditions: string | null;
  /** Results before and after an adjustment stand in the tables. */
  isAdjusted: boolean;
}

export interface CertificateStandard {
  name: string;
  model: string | null;
  serialNo: string;
  measuringRange: string;
  accuracy: string;
  assessmentNo: string | null;
  assessedUntil: string | null;
  traceabilityNo: string;
  traceableUntil: string;
}

/** A sentence of a certificate, in both languages, and the clause that asks for it. */
export interface CertificateStatement {
  kind: StatementKind;
  zh: string;
  en: string;
}

export type StatementKind =
  | 'item_only'
  | 'use_prohibited'
  | 'uncertainty'
  | 'decision_rule'
  | 'traceability'
  | 'adjustment'
  | 'deviations'
  | 'next_calibration'
  | 'client_data'
  | 'outside_scope'
  | 'reproduction'
  | 'electronic';
