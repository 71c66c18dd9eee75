import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BookingMode, UserClass } from '../fees/usage-fee';

/** 使用记录 of one piece of equipment: the basis of the fee and of every evaluation. Open while it is being used. */
@Entity('equipment_usages')
export class EquipmentUsage {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') bookingId: string;
  @Column('uuid') equipmentId: string;
  @Column('uuid') providerId: string;
  @Column('uuid') organisationId: string;
  @Column('uuid') userId: string;
  @Column('smallint') place: number;
  @Column('text') mode: BookingMode;
  @Column('text') userClass: UserClass;
  @Column('text') purpose: string;
  @Column('timestamptz') bookedFrom: Date;
  @Column('timestamptz') bookedTo: Date;
  @Column('timestamptz') startedAt: Date;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
  /** Started minutes of use. */
  @Column('integer', { nullable: true }) effectiveMinutes: number | null;
  /** Started minutes beyond the booked end. */
  @Column('integer', { nullable: true }) overrunMinutes: number | null;
  @Column('integer', { nullable: true }) samples: number | null;
  @Column('text', { nullable: true }) resultNote: string | null;
  /** Its part of the booking's fee. */
  @Column('integer', { nullable: true }) feeFen: number | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
