import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Role } from '../actor';
import type { MembershipState } from './membership.workflow';

/** What a person is, or was, in an organisation. Only an active one gives rights. */
@Entity('memberships')
export class Membership {
  @PrimaryColumn('uuid') id: string;
  @Column('text') state: MembershipState;
  @Column('uuid') userId: string;
  @Column('uuid') organisationId: string;
  @Column('text', { array: true }) roles: Role[];
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}

/** With the person's name. */
export type MembershipRow = Membership & { name: string };
