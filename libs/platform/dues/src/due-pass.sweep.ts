import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { Transactions } from '@nqi/shared/database';
import { Sweep } from '@nqi/shared/jobs';
import { type DueKind, DueKinds } from './due-kind';
import { DueService } from './due.service';

const AT_ONCE = 5_000;
const FIRST = '00000000-0000-0000-0000-000000000000';
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * Computes all dues once a day, a slice of subjects in each transaction. The row of a pass is held while a slice is
 * computed, so that of several workers one goes on where another was ended, and none does what another is doing.
 */
@Injectable()
export class DuePassSweep extends Sweep {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly kinds: DueKinds,
    private readonly dues: DueService,
  ) {
    super();
  }

  async run(): Promise<void> {
    for (const kind of this.kinds.all) while (await this.slice(kind));
  }

  /** @returns whether there is more to do for this worker */
  private slice(kind: DueKind): Promise<boolean> {
    const { subjectType, table } = kind;
    const today = this.clock.today();
    return this.transactions.run(async (tx) => {
      const [pass] = await tx.sql<{ day: string; afterId: string | null; isFinished: boolean }>(
        `SELECT day::text, after_id AS "afterId", is_finished AS "isFinished" FROM due_passes
         WHERE subject_type = $1 AND (day < $2 OR NOT is_finished) FOR UPDATE SKIP LOCKED`,
        [subjectType, today],
      );
      if (!pass) return this.begin(subjectType);
      const after = pass.day === today ? (pass.afterId ?? FIRST) : FIRST;
      const [end] = await tx.sql<{ id: string }>(
        `SELECT id FROM ${table} WHERE id > $1 ORDER BY id OFFSET ${AT_ONCE - 1} LIMIT 1`,
        [after],
      );
      await this.dues.refresh(tx, subjectType, { after, upTo: end?.id ?? LAST });
      await tx.sql('UPDATE due_passes SET day = $2, after_id = $3, is_finished = $4 WHERE subject_type = $1', [
        ...[subjectType, today, end?.id ?? null, !end],
      ]);
      return Boolean(end);
    });
  }

  /** @returns whether there was no pass yet */
  private async begin(subjectType: string): Promise<boolean> {
    const begun = await this.transactions.run((tx) =>
      tx.sql(
        `INSERT INTO due_passes (subject_type, day, is_finished) VALUES ($1, '2000-01-01', false)
         ON CONFLICT DO NOTHING RETURNING subject_type`,
        [subjectType],
      ),
    );
    return begun.length > 0;
  }
}
