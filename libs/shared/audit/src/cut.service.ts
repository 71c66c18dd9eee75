import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { Transactions } from '@nqi/shared/database';

const DAY_MS = 86_400_000;

/** What was removed. */
export interface Cut {
  sealNo: number;
  events: number;
}

/** Removes what has been kept long enough; only the owner of the tables may. */
@Injectable()
export class AuditCut {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Removes the beginning of the chain up to the last anchor before which everything is older, and records the cut, from
   * which the rest can still be verified.
   * @returns null when nothing is old enough
   */
  cut(keepDays: number): Promise<Cut | null> {
    const now = this.clock.now();
    return this.transactions.run(async (tx) => {
      await tx.sql('SET LOCAL statement_timeout = 0');
      const [cut] = await tx.sql<{ sealNo: string; hash: string }>(
        `SELECT seal_no AS "sealNo", hash FROM audit_anchors
         WHERE seal_no > (SELECT coalesce(max(seal_no), 0) FROM audit_cuts)
           AND seal_no < (SELECT coalesce(min(s.seal_no), (SELECT max(seal_no) + 1 FROM audit_seals))
                          FROM audit_seals s JOIN audit_events e ON e.id = s.event_id WHERE e.at >= $1)
         ORDER BY seal_no DESC LIMIT 1`,
        [new Date(now.getTime() - keepDays * DAY_MS)],
      );
      if (!cut) return null;
      await tx.sql('INSERT INTO audit_cuts (seal_no, hash, cut_at) VALUES ($1, $2, $3)', [cut.sealNo, cut.hash, now]);
      const removed = await tx.sql(
        `DELETE FROM audit_events e USING audit_seals s WHERE s.event_id = e.id AND s.seal_no <= $1 RETURNING e.id`,
        [cut.sealNo],
      );
      await tx.sql('DELETE FROM audit_seals WHERE seal_no <= $1', [cut.sealNo]);
      return { sealNo: Number(cut.sealNo), events: removed.length };
    });
  }
}
