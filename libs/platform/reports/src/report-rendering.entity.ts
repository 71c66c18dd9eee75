import type { JobRow, JobState } from '@nqi/shared/jobs';
import { JobDefinition } from '@nqi/shared/jobs';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** `issue`: the file that makes the report public; `preview`: watermarked, for those who check and approve. */
export type RenderingPurpose = 'issue' | 'preview';

/** The job that typesets one revision of a report. */
export const reportRendering = new JobDefinition('report-rendering', 'report_renderings');

/** The truth of that job. */
@Entity('report_renderings')
export class ReportRendering implements JobRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') reportId: string;
  @Column('text') purpose: RenderingPurpose;
  @Column('smallint') revision: number;
  @Column('text') state: JobState;
  @Column('timestamptz') queuedAt: Date;
  @Column('timestamptz', { nullable: true }) leaseUntil: Date | null;
  @Column('smallint') attempts: number;
  @Column('text', { nullable: true }) failureCode: string | null;
  @Column('text', { nullable: true }) failureReason: string | null;
}
