import { JobDefinition, type JobRow, type JobState } from '@nqi/shared/jobs';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The job that sets a form. */
export const formSetting = new JobDefinition('form-setting', 'forms');

/** A form that somebody asked for: the truth of that job, and then its file. */
@Entity('forms')
export class Form implements JobRow {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: string;
  @Column('uuid', { array: true }) subjectIds: string[];
  /** Whose people may have it: it shows what they may see. */
  @Column('uuid') organisationId: string;
  @Column('uuid') userId: string;
  /** What it is set from, as the record was when it was asked for; null once the file is there. */
  @Column('text', { nullable: true }) sealed: string | null;
  @Column('text') state: JobState;
  @Column('timestamptz') queuedAt: Date;
  @Column('timestamptz', { nullable: true }) leaseUntil: Date | null;
  @Column('integer') attempts: number;
  @Column('text', { nullable: true }) failureCode: string | null;
  @Column('text', { nullable: true }) failureReason: string | null;
  @Column('text', { nullable: true }) fileKey: string | null;
  @Column('text', { nullable: true }) fileSha256: string | null;
  @Column('integer', { nullable: true }) fileBytes: number | null;
  @Column('timestamptz') createdAt: Date;
}
