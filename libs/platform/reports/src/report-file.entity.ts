import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A stored document of a rendering, named by the hash of its content. A document that the store lost and that was made
 * again has several; each is genuine, the latest is handed out.
 */
@Entity('report_files')
export class ReportFile {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') renderingId: string;
  /** Name in the kind's plan, for example `report` or `mark`. */
  @Column('text') document: string;
  @Column('text') key: string;
  @Column('text') sha256: string;
  @Column('integer') bytes: number;
}

/** SQL: names and hashes of all documents that the report `$1` was issued with, in the order in which they were made. */
export const FILES_OF_ISSUE = `
  SELECT f.document, f.sha256 FROM report_files f JOIN report_renderings r ON r.id = f.rendering_id
  WHERE r.report_id = $1 AND r.purpose = 'issue' ORDER BY f.id`;

/**
 * @param files in the order of their ids
 * @returns one for each document, in the order in which the documents were first made
 */
export function latestOf(files: readonly ReportFile[]): ReportFile[] {
  return [...new Map(files.map((file) => [file.document, file])).values()];
}
