import type { Verification } from './verification-page';

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

/** What anybody who holds the printed report may know. */
export class VerificationResponse implements Verification {
  /** `valid`: the report is in force. Open enum. */
  status: string;
  number: string;
  title: BilingualText;
  institution: string;
  issuedOn: string;
  facts: VerificationFact[];
  /** Hashes of the genuine files. */
  files: VerificationFile[];
}
