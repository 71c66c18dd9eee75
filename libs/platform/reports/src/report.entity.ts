import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { ReportState } from './report.workflow';

/** A report or certificate: a content snapshot of a line and its four-eyes life. Frozen by the database once approved. */
@Entity('reports')
export class Report {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: string;
  @Column('uuid') subjectId: string;
  @Column('uuid') institutionId: string;
  /** Organisations that may read it once it is issued. */
  @Column('uuid', { array: true }) viewerIds: string[];
  /** Whose thing it is about, and which: who holds a mandate over that to receive reports may read it, once it is issued. */
  @Column('uuid', { nullable: true }) ownerId: string | null;
  @Column('text', { nullable: true }) objectKind: string | null;
  @Column('uuid', { nullable: true }) objectId: string | null;
  @Column('text', { nullable: true }) districtCode: string | null;
  @Column('text') state: ReportState;
  /** The report that this one amends and, once it is issued, replaces. */
  @Column('uuid', { nullable: true }) replacesId: string | null;
  /** Rises with every new draft after a return. */
  @Column('smallint') revision: number;
  /** From the institution's gapless series, given at approval; of an amendment that of the first report, with `-A1`. */
  @Column('text', { nullable: true }) number: string | null;
  /** 192 random bits; who holds it may verify the report. */
  @Column('text') token: string;
  @Column('jsonb') content: unknown;
  @Column('text') contentHash: string;
  @Column('uuid') authorId: string;
  @Column('uuid', { nullable: true }) checkerId: string | null;
  @Column('uuid', { nullable: true }) approverId: string | null;
  @Column('timestamptz') preparedAt: Date;
  @Column('timestamptz', { nullable: true }) checkedAt: Date | null;
  @Column('timestamptz', { nullable: true }) approvedAt: Date | null;
  @Column('timestamptz', { nullable: true }) issuedAt: Date | null;
  @Column('timestamptz', { nullable: true }) supersededAt: Date | null;
  @Column('timestamptz', { nullable: true }) revokedAt: Date | null;
  @Column('text', { nullable: true }) returnReason: string | null;
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
