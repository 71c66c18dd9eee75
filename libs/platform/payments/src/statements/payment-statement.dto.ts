import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';

export class StatementQuery {
  /** @example 2026-03 */
  @Matches(/^20\d\d-(0[1-9]|1[0-2])$/) month: string;
}

/** Between the own organisation and another one; money in fen. */
export class StatementRow {
  counterpartyId: string;
  counterpartyName: string;
  /** What the own organisation is to these orders. */
  @ApiProperty({ enum: ['payer', 'payee'] }) side: 'payer' | 'payee';
  /** Made in the month and not closed. */
  orderedFen: number;
  /** Money that arrived in the month. */
  paidFen: number;
  /** Approved in the month. */
  refundedFen: number;
  /** Deferred orders that are still to be paid, of whatever month. */
  deferredFen: number;
  /** Of these, those whose last day is over. */
  overdueFen: number;
}

export class PaymentStatement {
  month: string;
  items: StatementRow[];
}
