import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Role } from '../actor';
import type { InvitationState } from './invitation.workflow';

/** An administrator asks a person in. Holds neither the phone nor the token, only what recognises them. */
@Entity('invitations')
export class Invitation {
  @PrimaryColumn('uuid') id: string;
  @Column('text') state: InvitationState;
  @Column('uuid') organisationId: string;
  @Column('uuid') invitedBy: string;
  /** Keyed hash of the phone, see {@link phoneKey}. */
  @Column('text') phoneKey: string;
  /** The phone as the inviting side recognises it. @example 138****8001 */
  @Column('text') phoneHint: string;
  @Column('text', { array: true }) roles: Role[];
  /** SHA-256 of the token, hexadecimal. */
  @Column('text') tokenHash: string;
  @Column('timestamptz') expiresAt: Date;
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}

/** With the name of the organisation. */
export type InvitationRow = Invitation & { organisationName: string };
