import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { PaymentRefundState } from './payment-refund.workflow';

/** 退费: money of a paid order that goes back. Who approves it is another person than who asked. */
@Entity('payment_refunds')
export class PaymentRefund {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') orderId: string;
  @Column('uuid') payerId: string;
  @Column('uuid') payeeId: string;
  @Column('text') state: PaymentRefundState;
  @Column('integer') amountFen: number;
  @Column('text') reason: string;
  /** What the payee said to it. */
  @Column('text', { nullable: true }) answer: string | null;
  /** Of the transfer back. */
  @Column('text', { nullable: true }) bankReference: string | null;
  @Column('uuid') requestedById: string;
  @Column('uuid', { nullable: true }) approvedById: string | null;
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
