import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What can become of a report in an export. */
export const exportOutcomes = ['included', 'refused'] as const;
export type ExportOutcome = (typeof exportOutcomes)[number];

/** One report of an export, in the order in which it was asked for, and what became of it. */
@Entity('report_export_items')
export class ReportExportItem {
  @PrimaryColumn('uuid') exportId: string;
  @PrimaryColumn('integer') position: number;
  @Column('uuid') reportId: string;
  /** Null until the export is ready. */
  @Column('text', { nullable: true }) outcome: ExportOutcome | null;
  /** Why it was refused, as the catalogue calls it. */
  @Column('text', { nullable: true }) code: string | null;
  /** Names of its files in the zip. */
  @Column('text', { array: true }) files: string[];
}
