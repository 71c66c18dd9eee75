import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { UserState } from './user.workflow';

/** A person who signs in by phone. */
@Entity('users')
export class User {
  @PrimaryColumn('uuid') id: string;
  @Column('text') state: UserState;
  @Column('text') name: string;
  /** Mainland mobile number, 11 digits. */
  @Column('text') phone: string;
  @Column('text') passwordHash: string;
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
