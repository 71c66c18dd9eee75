import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What shows who an organisation is and that somebody speaks for it. */
export const evidenceKinds = [
  'business_licence',
  'bank_transfer',
  'legal_representative',
  'authorisation_letter',
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** Evidence as it was submitted once; never changed, a correction is another one. */
@Entity('organisation_evidence')
export class OrganisationEvidence {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') organisationId: string;
  /** The claim for which it was submitted; null: by an administrator of the organisation. */
  @Column('uuid', { nullable: true }) joinRequestId: string | null;
  /** Who submitted it. */
  @Column('uuid') userId: string;
  @Column('text') kind: EvidenceKind;
  @Column('text') licenceNo: string;
  @Column('text') legalRepresentative: string;
  @Column('date') licenceIssuedOn: string;
  /** Where it is found, for example the number of a bank transfer. */
  @Column('text', { nullable: true }) reference: string | null;
  /** SHA-256 of a stored copy, hexadecimal. */
  @Column('text', { nullable: true }) fileSha256: string | null;
  @Column('timestamptz') createdAt: Date;
}
