import { renderSVG } from 'uqr';
import { checkCodeOf } from './check-code';
import type { ReportVerification } from './report-envelope';
import type { Report } from './report.entity';

/** What stands on paper so that anybody can check it: the address as a QR code, and the code for where nothing scans. */
export function verificationOf(report: Pick<Report, 'token' | 'number'>, publicUrl: string): ReportVerification {
  const url = new URL(`/v/${report.token}`, publicUrl).href;
  return { url, qrSvg: renderSVG(url, { border: 0, ecc: 'M' }), checkCode: checkCodeOf(report) };
}
