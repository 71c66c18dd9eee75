import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Capability } from '../actor';
import type { OrganisationState } from './organisation.workflow';

/** An enterprise, laboratory or authority. */
@Entity('organisations')
export class Organisation {
  @PrimaryColumn('uuid') id: string;
  @Column('text') state: OrganisationState;
  @Column('text') name: string;
  @Column('text', { nullable: true }) nameEn: string | null;
  /** 统一社会信用代码, normalised. */
  @Column('text', { nullable: true }) uscc: string | null;
  /** An operator accepted a code that fails its check: genuine early codes do. */
  @Column('boolean') isUsccOverridden: boolean;
  @Column('text', { array: true }) capabilities: Capability[];
  @Column('text', { nullable: true }) districtCode: string | null;
  @Column('text', { nullable: true }) address: string | null;
  /** WGS-84, decimal degrees; both or neither. */
  @Column('numeric', { nullable: true }) longitude: string | null;
  @Column('numeric', { nullable: true }) latitude: string | null;
  @Column('text', { nullable: true }) phone: string | null;
  /** When the platform last found that it is who it says; null: not yet, or not under this name. */
  @Column('timestamptz', { nullable: true }) verifiedAt: Date | null;
  /** Why it was last returned, frozen or cancelled, for its own people. */
  @Column('text', { nullable: true }) reviewNote: string | null;
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
