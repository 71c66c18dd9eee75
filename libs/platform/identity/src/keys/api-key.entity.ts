import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { KeyScope } from './key-scopes';

/** A system's way in, on behalf of the person who made it and of their organisation. Holds a hash, never the key. */
@Entity('api_keys')
export class ApiKey {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') organisationId: string;
  @Column('uuid') createdById: string;
  @Column('text') name: string;
  @Column('text', { array: true }) scopes: KeyScope[];
  @Column('text') secretHash: string;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') expiresAt: Date;
  @Column('timestamptz', { nullable: true }) rotatedAt: Date | null;
  @Column('timestamptz', { nullable: true }) lastUsedAt: Date | null;
  @Column('text', { nullable: true }) lastUsedAddress: string | null;
  @Column('timestamptz', { nullable: true }) revokedAt: Date | null;
  @Column('uuid', { nullable: true }) revokedById: string | null;
}
