import type { DecisionRule } from '../results/conformity';
import type { CertificateStatement } from './certificate.content';

export const CALIBRATED_ONLY: CertificateStatement = {
  kind: 'item_only',
  zh: '本证书的结果仅对所校准的器具有效。',
  en: 'The results relate only to the item calibrated.',
};

export const USE_PROHIBITED: CertificateStatement = {
  kind: 'use_prohibited',
  zh: '不合格的计量器具不得使用（《中华人民共和国计量法》第九条）；修理后须重新申请检定。',
  en: 'An instrument that failed must not be used (Metrology Law of the PRC, art. 9); after repair it must be verified again.',
};

export const TRACEABILITY: CertificateStatement = {
  kind: 'traceability',
  zh: '结果通过所列计量标准经不间断的校准链溯源至国家计量基准和国际单位制（SI）。',
  en: 'The results are traceable to national primary standards and the SI through the standards listed, by an unbroken chain of calibrations.',
};

export const ADJUSTMENT: CertificateStatement = {
  kind: 'adjustment',
  zh: '器具经过调整：“调整前”与“调整后”的结果均列于表中。',
  en: 'The instrument was adjusted: results before and after the adjustment are both reported.',
};

export const CLIENT_DATA: CertificateStatement = {
  kind: 'client_data',
  zh: '委托方名称、地址及器具使用信息由委托方提供，其真实性由委托方负责。',
  en: 'Name and address of the client and the use of the instrument are as stated by the client.',
};

export const REPRODUCTION: CertificateStatement = {
  kind: 'reproduction',
  zh: '未经本机构书面批准，不得部分复制。',
  en: 'Not to be reproduced except in full without written approval of the laboratory.',
};

export const ELECTRONIC: CertificateStatement = {
  kind: 'electronic',
  zh: '打印件与电子文件不一致时，以扫描二维码查得的电子文件为准。',
  en: 'Where a print differs from the electronic file, the file found by the QR code prevails.',
};

export const DECISION_RULES: Readonly<Record<Exclude<DecisionRule, 'none'>, CertificateStatement>> = {
  simple_acceptance: {
    kind: 'decision_rule',
    zh: '判定规则：U不大于最大允许误差绝对值的1/3时按简单接受规则判定，否则误差落在最大允许误差±U范围内的为待定（JJF 1094）。',
    en: 'Decision rule: simple acceptance where U is at most a third of the MPE, otherwise errors within ±U of the MPE are undetermined (JJF 1094).',
  },
  guard_band: {
    kind: 'decision_rule',
    zh: '判定规则：保护带w = U，误差绝对值不大于MPE−U为符合，不小于MPE+U为不符合，其间为待定（ISO/IEC 17025 7.8.6）。',
    en: 'Decision rule: guard band w = U; conforming up to MPE−U, not conforming from MPE+U, undetermined between (ISO/IEC 17025 7.8.6).',
  },
};
