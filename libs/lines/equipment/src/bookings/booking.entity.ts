import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Encrypted } from '@nqi/shared/secrets';
import type { BookingMode, UsageFeeLine, UserClass } from '../fees/usage-fee';
import type { BookingState } from './booking.workflow';

export const BOOKING_CONTACT_PHONE = 'equipment_bookings.contact_phone';

/** A time on one or several pieces of a provider's equipment, from the held slot to the paid statement. */
@Entity('equipment_bookings')
export class EquipmentBooking {
  @PrimaryColumn('uuid') id: string;
  /** Given at submission. */
  @Column('text', { nullable: true }) number: string | null;
  @Column('uuid') providerId: string;
  /** Who books and pays. */
  @Column('uuid') organisationId: string;
  @Column('uuid') bookedById: string;
  @Column('uuid', { array: true }) equipmentIds: string[];
  @Column('text') mode: BookingMode;
  @Column('text') state: BookingState;
  @Column('text') userClass: UserClass;
  @Column('timestamptz') startsAt: Date;
  @Column('timestamptz') endsAt: Date;
  /** Until when a draft holds its time. */
  @Column('timestamptz', { nullable: true }) holdExpiresAt: Date | null;
  @Column('text') purpose: string;
  @Column('integer', { nullable: true }) samples: number | null;
  @Column('text', { nullable: true }) sampleNote: string | null;
  @Column('text', { nullable: true }) sampleReturn: 'returned' | 'disposed' | null;
  @Column('boolean') isHazardous: boolean;
  @Column('text', { nullable: true }) hazardNote: string | null;
  @Column('text', { nullable: true }) contactPhone: Encrypted | null;
  @Column('text', { nullable: true }) contactPhoneIndex: string | null;
  /** By the prices of the day on which it was made. */
  @Column('integer', { nullable: true }) estimateFen: number | null;
  @Column('integer', { nullable: true }) feeFen: number | null;
  @Column('jsonb', { nullable: true }) feeLines: UsageFeeLine[] | null;
  @Column('text', { nullable: true }) resultNote: string | null;
  /** Why it was rejected or cancelled. */
  @Column('text', { nullable: true }) reason: string | null;
  @Column('uuid', { nullable: true }) reportId: string | null;
  @Column('timestamptz', { nullable: true }) submittedAt: Date | null;
  @Column('timestamptz', { nullable: true }) startedAt: Date | null;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
  /** From then on it can be paid. */
  @Column('timestamptz', { nullable: true }) statementIssuedAt: Date | null;
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
