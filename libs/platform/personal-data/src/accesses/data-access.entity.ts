import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody looked at a person's phone or ID number. Append-only. Holds ids only. */
@Entity('personal_data_accesses')
export class DataAccess {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') actorId: string;
  @Column('uuid') organisationId: string;
  /** Whose it is; null where nobody with an account has this number. */
  @Column('uuid', { nullable: true }) subjectId: string | null;
  /** `table.column` */
  @Column('text') columnName: string;
  @Column('uuid') recordId: string;
  @Column('text') reason: string;
  @Column('timestamptz') at: Date;
}
