import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A payee's credit customer: how much it may owe, and for how many days; null: as the rules say. */
@Entity('payment_credits')
export class PaymentCredit {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') payeeId: string;
  @Column('uuid') payerId: string;
  /** All deferred orders together, in fen; 0: none any more. */
  @Column('integer') limitFen: number;
  @Column('smallint', { nullable: true }) days: number | null;
  @Column('uuid') grantedById: string;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
