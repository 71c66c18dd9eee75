import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { CONFIG, type Config } from '@nqi/shared/config';
import { Transactions } from '@nqi/shared/database';
import { readRows } from '@nqi/shared/http';
import { newId } from '@nqi/shared/ids';
import { FilingBatch } from './filing-batch.entity';
import { type EntryOutcome, FilingEntryService } from './filing-entry.service';
import { FilingRow } from './filing.dto';

/** What became of a batch; `batchId` is null when no row was good enough to make one. */
export type BatchOutcome = EntryOutcome & { batchId: string | null };

/** Files many devices in one go: bad rows are named, good rows are filed. */
@Injectable()
export class FilingBatchService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly entry: FilingEntryService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws DomainError request.too_many_rows */
  async file(actor: Actor, rows: readonly unknown[], validateOnly: boolean): Promise<BatchOutcome> {
    const { good, refused } = readRows(FilingRow, rows, this.config.BATCH_MAX_ROWS);
    return this.transactions.run(async (tx) => {
      const batchId = newId();
      const check = await this.entry.check(tx, actor, good, { event: 'file', batchId });
      const outcome = { entered: check.entered, refused: [...refused, ...check.refused] };
      if (validateOnly || outcome.entered.length === 0) return { ...outcome, batchId: null };
      await tx.manager.insert(FilingBatch, this.toBatch(actor, batchId, outcome));
      await this.entry.insert(tx, actor, outcome.entered, 'file');
      return { ...outcome, batchId };
    });
  }

  private toBatch({ organisationId, userId }: Actor, id: string, { entered, refused }: EntryOutcome): FilingBatch {
    const counters = { total: entered.length + refused.length, accepted: entered.length, refused: refused.length };
    return { id, organisationId, filedById: userId, ...counters, createdAt: this.clock.now() };
  }
}
