import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { IsDay, NotBlank, Printable } from '@nqi/shared/http';
import { type EvidenceKind, evidenceKinds, type OrganisationEvidence } from './evidence.entity';

/** The facts of a licence, and what shows that the submitter may speak for its holder. */
export class SubmitEvidence {
  @IsIn(evidenceKinds) kind: EvidenceKind;
  /** Number of the business licence; mostly the unified social credit code. @example 91370602MA3CX7TE1D */
  @IsString() @Length(5, 40) @NotBlank() @Printable() licenceNo: string;
  /** 法定代表人. @example 王建国 */
  @IsString() @Length(2, 50) @NotBlank() @Printable() legalRepresentative: string;
  @IsDay() licenceIssuedOn: string;
  /** Where the reviewer finds it, for example the number of a bank transfer. */
  @IsOptional() @IsString() @Length(1, 500) reference?: string;
  /** SHA-256 of a stored copy. */
  @IsOptional() @IsString() @Matches(/^[0-9a-f]{64}$/) fileSha256?: string;
}

export class OnboardingEvidence {
  id: string;
  /** Who submitted it. */
  userId: string;
  kind: EvidenceKind;
  licenceNo: string;
  legalRepresentative: string;
  licenceIssuedOn: string;
  reference: string | null;
  fileSha256: string | null;
  createdAt: Date;
}

/** The latest first. */
export class EvidenceList {
  items: OnboardingEvidence[];
}

export function toEvidenceList(rows: readonly OrganisationEvidence[]): EvidenceList {
  return { items: rows.map(({ organisationId: _, joinRequestId: __, ...shown }) => shown) };
}
