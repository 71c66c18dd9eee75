import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One line of a bill; money in fen. */
export interface ChargeLine {
  code: string;
  label: { zh: string; en: string };
  /** How often the unit price is counted; a percentage where the step is one. */
  quantity: number;
  unitFen: number;
  amountFen: number;
}

/** The part of an order that pays for one subject. */
@Entity('payment_allocations')
export class PaymentAllocation {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') orderId: string;
  @Column('text') kind: string;
  @Column('uuid') subjectId: string;
  @Column('text') label: string;
  @Column('integer') amountFen: number;
  @Column('jsonb') lines: ChargeLine[];
  /** False once the order is closed: the subject may be ordered again. */
  @Column('boolean') isLive: boolean;
  /** Beside the live order of the subject, not instead of it. */
  @Column('boolean') isTopUp: boolean;
}
