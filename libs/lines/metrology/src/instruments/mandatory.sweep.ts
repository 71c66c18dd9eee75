import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { addDays } from '@nqi/shared/calendar';
import { Transactions } from '@nqi/shared/database';
import { History } from '@nqi/shared/history';
import { Sweep } from '@nqi/shared/jobs';

/** Longer than any worker is away. */
const LOOKS_BACK_DAYS = 30;
const AT_ONCE = 1_000;

/** As `isMandatory` of `verification-rules.ts` says of the day $1. */
const BY_RULE = `coalesce(i.mandatory_override, i.purpose <> 'other' AND EXISTS (
  SELECT FROM verification_item_terms t
  WHERE t.item_code = i.catalogue_item_code AND t.supervision <> 'type_approval'
    AND $1::date BETWEEN t.effective_from AND coalesce(t.effective_to, 'infinity')))`;

/** Only items whose terms began or ended within the days since $2; on most days there are none. */
const REASSESS = `
  UPDATE instruments SET is_mandatory = NOT is_mandatory, version = version + 1, updated_at = $3
  WHERE id IN (
    SELECT i.id FROM instruments i
    WHERE i.catalogue_item_code IN (
        SELECT item_code FROM verification_item_terms
        WHERE effective_from BETWEEN $2 AND $1 OR effective_to BETWEEN $2 AND $1)
      AND i.is_mandatory <> ${BY_RULE}
    ORDER BY i.id LIMIT ${AT_ONCE} FOR NO KEY UPDATE SKIP LOCKED)
  RETURNING id, state, is_mandatory AS "isMandatory"`;

/** On the day on which the catalogue changes, the law begins or ceases to bind the instruments of an item. */
@Injectable()
export class MandatorySweep extends Sweep {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly history: History,
  ) {
    super();
  }

  async run(): Promise<void> {
    const today = this.clock.today();
    await this.transactions.run(async (tx) => {
      const rows = await tx.sql<{ id: string; state: string; isMandatory: boolean }>(REASSESS, [
        today,
        addDays(today, -LOOKS_BACK_DAYS),
        this.clock.now(),
      ]);
      const happenings = rows.map(({ id, state, isMandatory }) => {
        const change = { event: 'reassess', from: state, to: state, by: null, details: { isMandatory } };
        return { recordType: 'instrument', recordId: id, ...change };
      });
      this.history.record(tx, ...happenings);
    });
  }
}
