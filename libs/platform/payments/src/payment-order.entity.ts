import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { PaymentOrderState } from './payment-order.workflow';

/** A bill over one or many subjects: one payer, one payee, one nature of charge. */
@Entity('payment_orders')
export class PaymentOrder {
  @PrimaryColumn('uuid') id: string;
  @Column('text') number: string;
  @Column('text') kind: string;
  @Column('text') state: PaymentOrderState;
  @Column('uuid') payerId: string;
  @Column('uuid') payeeId: string;
  @Column('text') chargeNature: 'operational' | 'non_tax';
  /** Sum of the allocations. */
  @Column('integer') amountFen: number;
  @Column('date', { nullable: true }) paidOn: string | null;
  @Column('text', { nullable: true }) bankReference: string | null;
  /** What of it was or will be paid back, by approved refunds. */
  @Column('integer') refundedFen: number;
  /** The paid order that this one adds to. */
  @Column('uuid', { nullable: true }) topUpOfId: string | null;
  @Column('uuid', { nullable: true }) proposedById: string | null;
  /** Why there is a top-up. */
  @Column('text', { nullable: true }) reason: string | null;
  /** The last day of a deferral. */
  @Column('date', { nullable: true }) deferredUntil: string | null;
  /** Where that day comes from: `credit`, the customer's own terms, or the version of a rule. */
  @Column('text', { nullable: true }) deferralRule: string | null;
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
