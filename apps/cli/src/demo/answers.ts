/** What the demo reads of the api's answers: a client declares only what it uses. */

export interface Problem {
  code: string;
  detail: string;
  action?: string;
  errors?: { pointer: string; code: string; detail: string }[];
}

/** `R` is the record of an accepted row; a refused row has its problem instead. */
export interface BatchAnswer<R> {
  accepted: number;
  refused: number;
  items: { index: number; clientRef: string | null; resource?: R; problem?: Problem }[];
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export interface Device {
  id: string;
  registrationCode: string | null;
  internalNo: string | null;
  siteName: string | null;
  nextInspectionDueOn: string;
}

export interface Filing {
  id: string;
  state: string;
  feeFen: number | null;
  conclusion: string | null;
  reportId: string | null;
  openEvents: { event: string }[];
}

export interface Rendering {
  id: string;
  state: string;
  failureReason: string | null;
  files: { document: string; href: string }[];
}

export interface Report {
  id: string;
  state: string;
  number: string | null;
  verificationUrl: string | null;
  rendering: Rendering | null;
}

export interface PaymentOrder {
  id: string;
  number: string;
  state: string;
  amountFen: number;
}

export interface Verification {
  status: string;
  number: string;
  institution: string;
  issuedOn: string;
  files: { document: string; sha256: string }[];
}
