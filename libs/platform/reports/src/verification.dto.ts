import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { Standing } from './standing';

/** What stands under the QR code, for where nothing scans. */
export class VerificationQuery {
  @IsOptional() @IsString() @MaxLength(60) number?: string;
  /** Six letters and digits; blanks and small letters are forgiven. */
  @IsOptional() @IsString() @MaxLength(20) code?: string;
}

/** A text in both languages. */
export class BilingualText {
  zh: string;
  en: string;
}

export class VerificationFact {
  label: BilingualText;
  value: BilingualText;
}

export class VerificationFile {
  document: string;
  sha256: string;
}

export class VerificationSuccessor {
  number: string;
  /** Its own public page. */
  href: string;
}

/** What anybody who holds the printed report may know. */
export class VerificationResponse {
  /** `valid`; `expired`: its validity has ended; `superseded`: replaced by its successor; `revoked`. */
  status: Standing;
  number: string;
  title: BilingualText;
  institution: string;
  issuedOn: string;
  /** The last day on which it holds; null: no end is printed. */
  validUntil: string | null;
  /** Day on which it was replaced or revoked. */
  endedOn: string | null;
  /** The newest report issued in its place. */
  successor: VerificationSuccessor | null;
  /** Why it was revoked, as far as it concerns the public. */
  reason: string | null;
  /** Signed with a test key (测试签章): the institution had none of its own. */
  isTestSignature: boolean;
  facts: VerificationFact[];
  /** Hashes of the genuine files. */
  files: VerificationFile[];
}
