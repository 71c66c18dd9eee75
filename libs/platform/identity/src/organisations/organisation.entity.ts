import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Capability } from '../actor';

/** An enterprise, laboratory or authority. */
@Entity('organisations')
export class Organisation {
  @PrimaryColumn('uuid') id: string;
  @Column('text') name: string;
  @Column('text', { nullable: true }) nameEn: string | null;
  /** 统一社会信用代码, normalised. */
  @Column('text', { nullable: true }) uscc: string | null;
  /** An operator accepted a code that fails its check: genuine early codes do. */
  @Column('boolean') isUsccOverridden: boolean;
  @Column('text', { array: true }) capabilities: Capability[];
  @Column('text', { nullable: true }) districtCode: string | null;
  @Column('text', { nullable: true }) address: string | null;
  @Column('text', { nullable: true }) phone: string | null;
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
