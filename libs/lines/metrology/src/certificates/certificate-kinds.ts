import type { Conformity } from '../results/result-row';

/** 检定证书, 检定结果通知书, 校准证书: what ends which item how, and under which letters it is numbered. */
export const certificateKinds = [
  {
    name: 'metrology_verification_certificate',
    title: { zh: '检定证书', en: 'Verification certificate' },
    series: 'JD',
    template: 'verification-certificate.typ',
    event: 'certify_pass',
  },
  {
    name: 'metrology_rejection_notice',
    title: { zh: '检定结果通知书', en: 'Notice of verification result' },
    series: 'TZ',
    template: 'rejection-notice.typ',
    event: 'certify_fail',
  },
  {
    name: 'metrology_calibration_certificate',
    title: { zh: '校准证书', en: 'Calibration certificate' },
    series: 'JZ',
    template: 'calibration-certificate.typ',
    event: 'calibrate',
  },
] as const;

export type CertificateKindFacts = (typeof certificateKinds)[number];

/** A failed verification never makes a certificate (计量法 art. 9). */
export function certificateKindOf(service: string, conclusion: Conformity | null): CertificateKindFacts['name'] {
  if (service !== 'verification') return 'metrology_calibration_certificate';
  return conclusion === 'pass' ? 'metrology_verification_certificate' : 'metrology_rejection_notice';
}
