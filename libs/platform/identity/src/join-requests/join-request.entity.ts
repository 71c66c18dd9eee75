import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { JoinRequestState } from './join-request.workflow';

/** A person asks to belong to an organisation. */
@Entity('join_requests')
export class JoinRequest {
  @PrimaryColumn('uuid') id: string;
  @Column('text') state: JoinRequestState;
  @Column('uuid') organisationId: string;
  @Column('uuid') userId: string;
  /** Nobody speaks for the organisation yet: the person claims to, and the platform decides by evidence. */
  @Column('boolean') isClaim: boolean;
  /** The name of the enterprise as a claimant says it. */
  @Column('text', { nullable: true }) statedName: string | null;
  /** What the person says to those who decide. */
  @Column('text', { nullable: true }) note: string | null;
  /** Why it was refused. */
  @Column('text', { nullable: true }) reason: string | null;
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}

/** With the name of the person and of the organisation. */
export type JoinRequestRow = JoinRequest & { name: string; organisationName: string | null };
