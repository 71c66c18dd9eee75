import type { ChecklistItem } from '@nqi/platform/reports';
import type { CertificateContent } from './certificate.content';
import type { CertificateKindFacts } from './certificate-kinds';

const ISO = 'ISO/IEC 17025:2017';
/** 国质检量函〔2005〕861号: what stands on the cover of a verification certificate. */
const COVER = '国质检量函〔2005〕861号';

/** What every certificate says (ISO/IEC 17025 7.8.2.1; number, dates of issue and signatures come with the approval). */
const COMMON: readonly ChecklistItem[] = [
  item('/laboratory/name', `${ISO} 7.8.2.1 b`, '机构名称', 'name of the laboratory'),
  item('/laboratory/address', `${ISO} 7.8.2.1 b`, '机构地址', 'address of the laboratory'),
  item('/work/place', `${ISO} 7.8.2.1 c`, '工作地点', 'location of the activities'),
  item('/client/name', `${ISO} 7.8.2.1 e`, '委托方名称', 'name of the client'),
  item('/method/no', `${ISO} 7.8.2.1 f`, '技术依据', 'method used'),
  item('/instrument/name', `${ISO} 7.8.2.1 g`, '器具名称', 'name of the instrument'),
  item('/instrument/serialNo', `${ISO} 7.8.2.1 g`, '出厂编号', 'serial number'),
  item('/work/performedOn', `${ISO} 7.8.2.1 i`, '检定/校准日期', 'date of performance'),
  item('/results', `${ISO} 7.8.2.1 m`, '测量结果', 'results'),
  item('/results/*/unit', `${ISO} 7.8.2.1 m`, '计量单位', 'unit of measurement'),
  item('/work/temperatureC', `${ISO} 7.8.4.1 b`, '环境温度', 'ambient temperature'),
  item('/work/humidityPercent', `${ISO} 7.8.4.1 b`, '相对湿度', 'relative humidity'),
  item('/standards', `${ISO} 7.8.4.1 c`, '所用计量标准', 'measurement standards used'),
  item('/standards/*/traceabilityNo', `${ISO} 7.8.4.1 c`, '溯源证书号', 'traceability of the standard'),
  item('/statements', `${ISO} 7.8.2.1 l`, '声明', 'statements'),
];

/** Of what was brought to the laboratory. */
const RECEIVED: readonly ChecklistItem[] = [
  item('/order/sampleNo', `${ISO} 7.8.2.1 d`, '样品编号', 'sample number'),
  item('/work/receivedOn', `${ISO} 7.8.2.1 h`, '接收日期', 'date of receipt'),
];

const CALIBRATION: readonly ChecklistItem[] = [
  item('/client/address', 'JJF 1071-2010', '委托方地址', 'address of the client'),
  item('/results/*/uncertainty', `${ISO} 7.8.4.1 a`, '测量不确定度', 'measurement uncertainty'),
  item('/results/*/k', `${ISO} 7.8.4.1 a`, '包含因子', 'coverage factor'),
];

const VERIFICATION: readonly ChecklistItem[] = [
  item('/laboratory/badge/number', COVER, '计量检定机构授权证书号', 'number of the authorisation'),
  item('/instrument/modelSpec', COVER, '型号规格', 'type of the instrument'),
  item('/conclusionText', COVER, '检定结论', 'conclusion of the verification'),
  item('/laboratory/phone', COVER, '机构电话', 'telephone of the laboratory'),
];

/** What the kind asks of this content; some of it only where the certificate makes a statement of conformity. */
export function checklistOf(
  kind: CertificateKindFacts['name'],
  { work, conclusion }: CertificateContent,
): ChecklistItem[] {
  const isVerification = kind !== 'metrology_calibration_certificate';
  return [
    ...COMMON,
    ...(work.site === 'lab' ? RECEIVED : []),
    ...(isVerification ? VERIFICATION : CALIBRATION),
    ...(kind === 'metrology_verification_certificate'
      ? [item('/validUntil', COVER, '有效期至', 'end of the validity')]
      : []),
    ...(conclusion === null
      ? []
      : [item('/decisionRule', `${ISO} 7.8.6.2`, '判定规则', 'decision rule of the statement of conformity')]),
  ];
}

function item(pointer: string, clause: string, zh: string, en: string): ChecklistItem {
  return { pointer, clause, name: { zh, en } };
}
