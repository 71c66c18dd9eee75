import { JobDefinition, type JobRow, type JobState } from '@nqi/shared/jobs';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The job that packs reports. */
export const reportExport = new JobDefinition('report-export', 'report_exports');

/** Reports that an organisation wants in one zip, and how far it is; `total` of them are asked for. */
@Entity('report_exports')
export class ReportExport implements JobRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') organisationId: string;
  @Column('uuid') userId: string;
  @Column('uuid', { nullable: true }) apiKeyId: string | null;
  @Column('text') state: JobState;
  @Column('timestamptz') queuedAt: Date;
  @Column('timestamptz', { nullable: true }) leaseUntil: Date | null;
  @Column('integer') attempts: number;
  @Column('text', { nullable: true }) failureCode: string | null;
  @Column('text', { nullable: true }) failureReason: string | null;
  @Column('integer') total: number;
  /** How many the attempt that runs has looked at. */
  @Column('integer') done: number;
  @Column('text', { nullable: true }) fileKey: string | null;
  @Column('text', { nullable: true }) fileSha256: string | null;
  @Column('bigint', { nullable: true }) fileBytes: string | null;
  @Column('timestamptz', { nullable: true }) cancelledAt: Date | null;
  @Column('timestamptz', { nullable: true }) finishedAt: Date | null;
  /** From when on the file is no longer handed out. */
  @Column('timestamptz', { nullable: true }) expiresAt: Date | null;
  /** When the file was deleted. */
  @Column('timestamptz', { nullable: true }) sweptAt: Date | null;
  @Column('timestamptz') createdAt: Date;
}
