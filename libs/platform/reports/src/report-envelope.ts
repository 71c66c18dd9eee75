import type { Amendment } from './amendment';

/**
 * What a report's template receives as `data`. The line that owns the report supplies `content` (a snapshot), the platform
 * the rest. Every date is `YYYY-MM-DD` in Asia/Shanghai; null means "not yet" and prints as a dash.
 */
export interface ReportEnvelope<Content> {
  content: Content;
  report: ReportImprint;
  verification: ReportVerification | null;
  /** Printed across every page, for example 草稿 or 测试签章; null on a valid report. */
  watermark: string | null;
  /** What the seal says; null on what nobody has signed. */
  seal: ReportSeal | null;
  /** Files that travel inside this document. */
  attachments: ReportAttachment[];
}

/** The round seal of the institution, which the electronic signature lies on. */
export interface ReportSeal {
  name: string;
  uscc: string;
  /** Signed with a test key: the seal says 测试签章. */
  isTest: boolean;
}

/** A written document of the same report, embedded as an associated file (PDF/A-3, relationship Data). */
export interface ReportAttachment {
  fileName: string;
  mediaType: string;
  description: string;
  content: string;
}

/** The report's number and its four-eyes trail 编制、审核、批准. People appear by name. */
export interface ReportImprint {
  /** Public number from the series; null until the report is approved. */
  number: string | null;
  preparedBy: string;
  preparedOn: string;
  checkedBy: string | null;
  checkedOn: string | null;
  approvedBy: string | null;
  approvedOn: string | null;
  issuedOn: string | null;
  /** What it replaces and what it corrects; null on a first report. */
  amendment: Amendment | null;
}

/** Where anybody can check the printed report against the register. */
export interface ReportVerification {
  /** `https://{host}/v/{token}`; the token is random, never the report's number. */
  url: string;
  /** The same address as a QR code: an SVG document (`renderSVG` of uqr). */
  qrSvg: string;
  /** 校验码: six characters, for where nothing scans. */
  checkCode: string;
}
