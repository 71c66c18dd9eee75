import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { ReportRevocationState } from './report-revocation.workflow';

/** The revocation of a report, from the proposal on: who, why, and on what evidence. */
@Entity('report_revocations')
export class ReportRevocation {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') reportId: string;
  @Column('uuid') institutionId: string;
  @Column('text') state: ReportRevocationState;
  @Column('text') reason: string;
  /** What whoever scans the report reads. */
  @Column('text') publicReason: string;
  @Column('text') evidence: string;
  /** Why it was refused. */
  @Column('text', { nullable: true }) answer: string | null;
  @Column('uuid') proposedById: string;
  /** The institution itself, or the regulator who ordered it. */
  @Column('uuid') organisationId: string;
  /** Which of the two duties the proposer holds: `signatory`, `org_admin`. */
  @Column('text', { array: true }) proposedAs: string[];
  @Column('uuid', { nullable: true }) decidedById: string | null;
  @Column('timestamptz', { nullable: true }) decidedAt: Date | null;
  /** Mandatory verification or special equipment: the regulator is told. */
  @Column('boolean') isStatutory: boolean;
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
