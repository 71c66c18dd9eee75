import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was filed in one go; its filings each have their own life, the batch has only counters. */
@Entity('elevator_filing_batches')
export class FilingBatch {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') organisationId: string;
  @Column('uuid') filedById: string;
  @Column('integer') total: number;
  @Column('integer') accepted: number;
  @Column('integer') refused: number;
  @Column('timestamptz') createdAt: Date;
}
