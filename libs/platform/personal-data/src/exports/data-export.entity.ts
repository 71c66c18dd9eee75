import { JobDefinition, type JobRow, type JobState } from '@nqi/shared/jobs';
import type { Encrypted } from '@nqi/shared/secrets';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const EXPORT_CONTENT = 'data_exports.content';

/** The job that makes exports. */
export const dataExport = new JobDefinition('data-export', 'data_exports');

/** The copy that an access request is answered with: made once, downloaded once, gone after a day. */
@Entity('data_exports')
export class DataExport implements JobRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') dataRequestId: string;
  @Column('uuid') userId: string;
  /** Whoever steals another session of the person does not get the copy. */
  @Column('uuid') sessionId: string;
  @Column('text') state: JobState;
  @Column('timestamptz') queuedAt: Date;
  @Column('timestamptz', { nullable: true }) leaseUntil: Date | null;
  @Column('integer') attempts: number;
  @Column('text', { nullable: true }) failureCode: string | null;
  @Column('text', { nullable: true }) failureReason: string | null;
  /** JSON. */
  @Column('text', { nullable: true }) content: Encrypted | null;
  @Column('timestamptz', { nullable: true }) expiresAt: Date | null;
  @Column('timestamptz', { nullable: true }) downloadedAt: Date | null;
}
