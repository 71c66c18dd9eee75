import type { Encrypted } from '@nqi/shared/secrets';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { UserState } from './user.workflow';

export const USER_PHONE = 'users.phone';
export const USER_ID_NUMBER = 'users.id_number';

/** A person who signs in by phone. */
@Entity('users')
export class User {
  @PrimaryColumn('uuid') id: string;
  @Column('text') state: UserState;
  @Column('text') name: string;
  /** Mainland mobile number, 11 digits; null once the person has been erased. */
  @Column('text', { nullable: true }) phone: Encrypted | null;
  @Column('text', { nullable: true }) phoneIndex: string | null;
  /** 居民身份证, GB 11643. */
  @Column('text', { nullable: true }) idNumber: Encrypted | null;
  @Column('text', { nullable: true }) idNumberIndex: string | null;
  /** The person asked for it: what is left holds nothing but the id. */
  @Column('timestamptz', { nullable: true }) erasedAt: Date | null;
  @Column('text') passwordHash: string;
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
