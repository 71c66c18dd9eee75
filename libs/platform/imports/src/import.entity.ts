import { JobDefinition, type JobRow, type JobState } from '@nqi/shared/jobs';
import type { SheetFormat } from '@nqi/shared/sheets';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ColumnMapping } from './kinds/columns';

/** The job that takes sheets into registers. */
export const sheetImport = new JobDefinition('sheet-import', 'imports');

/** What can become of a row. */
export const importOutcomes = ['created', 'updated', 'unchanged', 'refused'] as const;
export type ImportOutcome = (typeof importOutcomes)[number];

/** A sheet on its way into a register, and how far it is. */
@Entity('imports')
export class Import implements JobRow {
  @PrimaryColumn('uuid') id: string;
  /** What its rows are, for example `elevator`. */
  @Column('text') kind: string;
  @Column('uuid') organisationId: string;
  @Column('uuid') userId: string;
  /** The key of a system of theirs that sent it. */
  @Column('uuid', { nullable: true }) apiKeyId: string | null;
  @Column('text') state: JobState;
  @Column('timestamptz') queuedAt: Date;
  @Column('timestamptz', { nullable: true }) leaseUntil: Date | null;
  @Column('integer') attempts: number;
  @Column('text', { nullable: true }) failureCode: string | null;
  @Column('text', { nullable: true }) failureReason: string | null;
  @Column('text') format: SheetFormat;
  @Column('text', { nullable: true }) fileName: string | null;
  /** Where the sheet lies, encrypted; null once it has been removed. */
  @Column('text', { nullable: true }) fileKey: string | null;
  @Column('text', { nullable: true }) fileSha256: string | null;
  /** Since when nobody gets the sheet any more. */
  @Column('timestamptz', { nullable: true }) fileGoneAt: Date | null;
  /** Rows are checked and nothing is taken. */
  @Column('boolean') validateOnly: boolean;
  /** Null: columns are known by the names of the template. */
  @Column('jsonb', { nullable: true }) mapping: ColumnMapping[] | null;
  /** Rows below the header; null until they are counted. */
  @Column('integer', { nullable: true }) total: number | null;
  /** The last row whose outcome is known, as the sheet counts. */
  @Column('integer') doneRow: number;
  @Column('integer') created: number;
  @Column('integer') updated: number;
  @Column('integer') unchanged: number;
  @Column('integer') refused: number;
  @Column('timestamptz', { nullable: true }) cancelledAt: Date | null;
  @Column('timestamptz', { nullable: true }) finishedAt: Date | null;
  @Column('timestamptz') createdAt: Date;
}
