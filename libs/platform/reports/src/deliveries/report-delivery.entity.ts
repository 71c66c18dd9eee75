import type { Encrypted } from '@nqi/shared/secrets';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { DeliveryState } from './report-delivery.workflow';

export const deliveryChannels = ['email', 'in_app', 'post', 'pickup'] as const;
export type DeliveryChannel = (typeof deliveryChannels)[number];

/** The kind of its mail. */
export const REPORT_MAIL = 'report_delivery';

export const DELIVERY_PHONE = 'report_deliveries.contact_phone';
export const DELIVERY_EMAIL = 'report_deliveries.contact_email';

/** Issued reports on their way to one recipient by one channel: publication is one thing, delivery another. */
@Entity('report_deliveries')
export class ReportDelivery {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') institutionId: string;
  /** The client whom it is for; it sees the delivery. */
  @Column('uuid', { nullable: true }) organisationId: string | null;
  @Column('text') channel: DeliveryChannel;
  @Column('text') state: DeliveryState;
  @Column('text', { nullable: true }) contactName: string | null;
  @Column('text', { nullable: true }) contactPhone: Encrypted | null;
  @Column('text', { nullable: true }) contactPhoneIndex: string | null;
  @Column('text', { nullable: true }) contactEmail: Encrypted | null;
  @Column('text', { nullable: true }) contactEmailIndex: string | null;
  /** Of the post. */
  @Column('text', { nullable: true }) address: string | null;
  /** The files go along with the mail, not only where they are. */
  @Column('boolean') attachesFiles: boolean;
  @Column('text', { nullable: true }) carrier: string | null;
  @Column('text', { nullable: true }) trackingNo: string | null;
  /** Who took it. */
  @Column('text', { nullable: true }) receivedBy: string | null;
  @Column('timestamptz', { nullable: true }) receivedAt: Date | null;
  @Column('text', { nullable: true }) failureReason: string | null;
  @Column('uuid') createdById: string;
  @VersionColumn() version: number;
  @Column('timestamptz', { nullable: true }) sentAt: Date | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
