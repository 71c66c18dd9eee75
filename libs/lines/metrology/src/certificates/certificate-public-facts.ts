import type { PublicFact } from '@nqi/platform/reports';
import type { CertificateContent } from './certificate.content';

const CONCLUSIONS = {
  pass: { zh: '合格', en: 'Conforming' },
  fail: { zh: '不合格', en: 'Not conforming' },
  undetermined: { zh: '待定', en: 'Undetermined' },
} as const;

/** What anybody reads who scans the code: enough to compare with the paper in one's hands. */
export function publicFactsOf(content: CertificateContent): PublicFact[] {
  const { client, instrument, work, conclusion, validUntil } = content;
  return [
    { label: { zh: '委托单位', en: 'Client' }, value: masked(client.name) },
    {
      label: { zh: '计量器具', en: 'Instrument' },
      value: `${instrument.name} ${instrument.modelSpec} ${instrument.serialNo}`,
    },
    { label: { zh: '检定/校准日期', en: 'Performed on' }, value: work.performedOn },
    ...(conclusion ? [{ label: { zh: '结论', en: 'Conclusion' }, value: CONCLUSIONS[conclusion] }] : []),
    ...(validUntil ? [{ label: { zh: '有效期至', en: 'Valid until' }, value: validUntil }] : []),
  ];
}

function masked(name: string): string {
  return name.length <= 4 ? `${name.slice(0, 1)}***` : `${name.slice(0, 3)}***${name.slice(-2)}`;
}
