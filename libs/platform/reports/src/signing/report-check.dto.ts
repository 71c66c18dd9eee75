import type { Standing } from '../standing';
import type { BilingualText } from '../verification.dto';
import type { TrustStatus } from './certificate-trust';

/** What an uploaded file is. */
export const verdicts = ['genuine', 'altered', 'unknown'] as const;
export type Verdict = (typeof verdicts)[number];

/** The report that a file is, or was before it was altered. */
export class CheckedReport {
  number: string;
  title: BilingualText;
  institution: string;
  /** How the report stands today, as its public page says it. */
  status: Standing;
  /** Its public page. */
  href: string;
  /** Which of its documents the file is, for example `report` or `mark`. */
  document: string;
  /** False: the file was made again since; both are genuine. */
  isLatestFile: boolean;
  signedAt: Date | null;
  /** Signed with a test key (测试签章): the institution had none of its own. */
  isTestSignature: boolean;
}

export class CheckedCertificate {
  subject: string;
  issuer: string;
  serial: string;
  fingerprint: string;
  validFrom: Date;
  validUntil: Date;
  /** The institution here that signs with it; null: it is not known here, whatever it says of itself. */
  institution: string | null;
  /** Given by the local test authority; null: it is not known here. */
  isTest: boolean | null;
  /** `trusted`: it leads to an authority trusted here; `expired`: it does, by certificates that are not all valid today. */
  trust: TrustStatus;
  /** Subject of that authority, one `KEY=value` a line; null: it leads to none. */
  anchor: string | null;
  /** The certificate as it is kept here; null: it is not known here. */
  href: string | null;
}

export class CheckedStamp {
  at: Date;
  authority: string;
  isIntact: boolean;
}

export class SignatureInFile {
  /** What it signs is as it was, and the key of its certificate signed it. */
  isIntact: boolean;
  /** Nothing was added behind what it signs. */
  coversWholeDocument: boolean;
  /** null: nothing that can be read as a signature. */
  certificate: CheckedCertificate | null;
  timestamp: CheckedStamp | null;
}

/** What the public learns of a file. */
export class FileCheck {
  /** `genuine`: byte for byte as it was issued; `altered`: it was, before somebody changed it; `unknown`: never issued here. */
  verdict: Verdict;
  advice: BilingualText;
  /** Of the file, hexadecimal. */
  sha256: string;
  /** null: unknown. */
  report: CheckedReport | null;
  signatures: SignatureInFile[];
}

export const ADVICE: Readonly<Record<Verdict, BilingualText>> = {
  genuine: {
    zh: '文件与签发时完全一致。请同时核对报告当前状态。',
    en: 'The file is as it was issued. Look at how the report stands today, too.',
  },
  altered: {
    zh: '文件在签章后被改动，请勿采信；请以公开查验页或出具机构提供的原件为准。',
    en: 'The file was changed after it was signed: do not rely on it. See the public page, or ask the institution for the original.',
  },
  unknown: {
    zh: '本平台未签发过此文件，可能经另存、打印或转换。请用报告编号和校验码查验，或向出具机构索取原件。',
    en: 'This file was never issued here; it may have been saved anew, printed or converted. Check number and code, or ask the institution for the original.',
  },
};
