import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { ClosureState } from './closure.workflow';

/** A time in which equipment cannot be used at all. */
@Entity('equipment_closures')
export class EquipmentClosure {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') equipmentId: string;
  @Column('uuid') providerId: string;
  @Column('text') state: ClosureState;
  @Column('timestamptz') startsAt: Date;
  @Column('timestamptz') endsAt: Date;
  @Column('text') reason: string;
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
