import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person who signs in by phone. */
@Entity('users')
export class User {
  @PrimaryColumn('uuid') id: string;
  @Column('text') name: string;
  /** Mainland mobile number, 11 digits. */
  @Column('text') phone: string;
  @Column('text') passwordHash: string;
  @Column('timestamptz') createdAt: Date;
}
