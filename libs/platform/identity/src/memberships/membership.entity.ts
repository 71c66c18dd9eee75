import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Role } from '../actor';

/** What a person is in an organisation. */
@Entity('memberships')
export class Membership {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') userId: string;
  @Column('uuid') organisationId: string;
  @Column('text', { array: true }) roles: Role[];
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}

/** With the person's name. */
export type MembershipRow = Membership & { name: string };
