/**
 * What the 报检单 of elevators is set from (HANDBOOK §2.7): one form for each user unit and institution, with all of its
 * devices. Dates are `YYYY-MM-DD` in Asia/Shanghai; money in fen; null prints as a dash or as a line to write on.
 */
export interface FilingFormContent {
  madeOn: string;
  forms: FilingFormPart[];
}

export interface FilingFormPart {
  institution: { name: string; nameEn: string | null; address: string | null; phone: string | null };
  userUnit: { name: string; uscc: string | null; address: string | null };
  /** Who filed; another than the user unit did so under a mandate. */
  filedBy: string;
  /** Phones masked unless somebody said why they are needed. */
  contacts: { name: string | null; phone: string | null }[];
  filings: FormFiling[];
}

export interface FormFiling {
  /** Null for a draft. */
  number: string | null;
  /** Of the number, as an SVG document. */
  qrSvg: string | null;
  acceptanceNo: string | null;
  submittedOn: string | null;
  categoryCode: string | null;
  categoryName: string | null;
  registrationCode: string | null;
  useRegistrationNo: string | null;
  internalNo: string | null;
  siteName: string | null;
  address: string;
  districtCode: string | null;
  districtName: string | null;
  maintenanceUnit: string | null;
  dueOn: string;
  requestedOn: string | null;
  scheduledOn: string | null;
  scheduledPeriod: 'morning' | 'afternoon' | null;
  feeFen: number | null;
  isPaid: boolean;
  remark: string | null;
}
