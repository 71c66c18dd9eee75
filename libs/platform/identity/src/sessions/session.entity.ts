import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Why a session is over. */
export type SessionEnd = 'signed_out' | 'revoked' | 'refresh_reused';

/** One sign-in on one device: a family of refresh tokens, each used once. Holds hashes, never a token. */
@Entity('sessions')
export class Session {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') userId: string;
  /** SHA-256 of the refresh token that is good now, hexadecimal. */
  @Column('text') refreshHash: string;
  /** Of the one before, whose answer may have been lost on its way. */
  @Column('text', { nullable: true }) previousHash: string | null;
  @Column('timestamptz', { nullable: true }) rotatedAt: Date | null;
  @Column('text', { nullable: true }) userAgent: string | null;
  @Column('text', { nullable: true }) address: string | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') lastUsedAt: Date;
  @Column('timestamptz') expiresAt: Date;
  /** The second factor was given, and is believed for a while. */
  @Column('timestamptz', { nullable: true }) steppedUpUntil: Date | null;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
  @Column('text', { nullable: true }) endReason: SessionEnd | null;
}
