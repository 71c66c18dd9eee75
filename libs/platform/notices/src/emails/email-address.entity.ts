import type { Encrypted } from '@nqi/shared/secrets';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const EMAIL = 'email_addresses.email';

/** Where a person wants mail, once they have proved that it is theirs. */
@Entity('email_addresses')
export class EmailAddress {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') userId: string;
  @Column('text') email: Encrypted;
  @Column('text') emailIndex: string;
  @Column('text', { nullable: true }) codeHash: string | null;
  @Column('timestamptz', { nullable: true }) codeExpiresAt: Date | null;
  @Column('smallint') codeTries: number;
  @Column('timestamptz') codeSentAt: Date;
  @Column('timestamptz', { nullable: true }) confirmedAt: Date | null;
}
