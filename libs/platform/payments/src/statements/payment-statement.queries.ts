import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { addDays, addMonths, cityInstant } from '@nqi/shared/calendar';
import { Clock } from '@nqi/shared/clock';
import { PreparedReads } from '@nqi/shared/database';
import type { StatementRow } from './payment-statement.dto';

/** One row for each other organisation and side; the largest first, and at most a thousand. */
const STATEMENT = `
  WITH own AS (
    SELECT o.*, CASE WHEN o.payer_id = $1 THEN 'payer' ELSE 'payee' END AS side,
      CASE WHEN o.payer_id = $1 THEN o.payee_id ELSE o.payer_id END AS other_id
    FROM payment_orders o WHERE o.payer_id = $1 OR o.payee_id = $1),
  refunded AS (
    SELECT r.order_id, sum(r.amount_fen) AS fen FROM payment_refunds r
    WHERE (r.payer_id = $1 OR r.payee_id = $1) AND r.state IN ('approved', 'paid_out')
      AND r.updated_at >= $4 AND r.updated_at < $5 GROUP BY r.order_id)
  SELECT own.other_id AS "counterpartyId", org.name AS "counterpartyName", own.side,
    coalesce(sum(amount_fen) FILTER (WHERE own.state NOT IN ('proposed', 'closed')
      AND own.created_at >= $4 AND own.created_at < $5), 0)::float8 AS "orderedFen",
    coalesce(sum(amount_fen) FILTER (WHERE paid_on BETWEEN $2 AND $3), 0)::float8 AS "paidFen",
    coalesce(sum(refunded.fen), 0)::float8 AS "refundedFen",
    coalesce(sum(amount_fen) FILTER (WHERE own.state = 'deferred'), 0)::float8 AS "deferredFen",
    coalesce(sum(amount_fen) FILTER (WHERE own.state = 'deferred' AND own.deferred_until < $6), 0)::float8 AS "overdueFen"
  FROM own JOIN organisations org ON org.id = own.other_id LEFT JOIN refunded ON refunded.order_id = own.id
  WHERE own.state = 'deferred' OR paid_on BETWEEN $2 AND $3 OR refunded.fen IS NOT NULL
    OR own.created_at >= $4 AND own.created_at < $5
  GROUP BY own.other_id, org.name, own.side ORDER BY 4 DESC, 1, 3 LIMIT 1000`;

/** 对账单. */
@Injectable()
export class PaymentStatementQueries {
  constructor(
    private readonly reads: PreparedReads,
    private readonly clock: Clock,
  ) {}

  of({ organisationId }: Actor, month: string): Promise<StatementRow[]> {
    const first = `${month}-01`;
    const next = addMonths(first, 1);
    const values = [
      organisationId,
      first,
      addDays(next, -1),
      cityInstant(first),
      cityInstant(next),
      this.clock.today(),
    ];
    return this.reads.rows<StatementRow>({ name: 'payment_statement', text: STATEMENT }, values);
  }
}
