import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who reads an entry: everyone who may see the record, or only the people of the institution. */
export type Visibility = 'parties' | 'institution';

/** One event of one record. Append-only: the database refuses to change or delete it. Holds ids of people, never names. */
@Entity('record_history')
export class HistoryEntry {
  @PrimaryColumn('uuid') id: string;
  @Column('text') recordType: string;
  @Column('uuid') recordId: string;
  @Column('text') event: string;
  @Column('text', { nullable: true }) fromState: string | null;
  @Column('text') toState: string;
  /** Null: the system itself. */
  @Column('uuid', { nullable: true }) actorId: string | null;
  @Column('uuid', { nullable: true }) organisationId: string | null;
  @Column('text') visibility: Visibility;
  @Column('text', { nullable: true }) note: string | null;
  @Column('jsonb') details: Record<string, unknown>;
  @Column('timestamptz') at: Date;
}
