import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import type { PaymentCredit } from './payment-credit.entity';

export class GrantCredit {
  /** The credit customer. */
  @IsUUID() payerId: string;
  /** What all deferred orders together may come to, in fen; 0 takes the credit back. */
  @IsInt() @Min(0) @Max(2_000_000_000) limitFen: number;
  /** How long a payment may be deferred; without it as long as the terms in force say. @example 30 */
  @IsOptional() @IsInt() @Min(1) @Max(365) days?: number;
}

export class CreditResponse {
  id: string;
  payeeId: string;
  payerId: string;
  limitFen: number;
  /** Null: as long as the terms in force on the day of the deferral say. */
  days: number | null;
  createdAt: Date;
  updatedAt: Date;
}

export class CreditList {
  items: CreditResponse[];
  nextCursor: string | null;
}

export function toCreditResponse(credit: PaymentCredit): CreditResponse {
  const { id, payeeId, payerId, limitFen, days, createdAt, updatedAt } = credit;
  return { id, payeeId, payerId, limitFen, days, createdAt, updatedAt };
}
