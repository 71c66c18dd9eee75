import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ImportOutcome } from './import.entity';

/** What became of one row of a sheet; what the row says stays in the sheet. */
@Entity('import_rows')
export class ImportedRow {
  @PrimaryColumn('uuid') importId: string;
  @PrimaryColumn('integer') rowNo: number;
  @Column('text') outcome: ImportOutcome;
  @Column('uuid', { nullable: true }) recordId: string | null;
  /** What people call the record, where it has a number. */
  @Column('text', { nullable: true }) recordNumber: string | null;
  /** Why it was refused. */
  @Column('text', { nullable: true }) code: string | null;
  @Column('jsonb', { nullable: true }) details: Record<string, unknown> | null;
}
