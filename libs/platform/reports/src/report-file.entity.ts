import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A stored document of a rendering, named by the hash of its content. */
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
