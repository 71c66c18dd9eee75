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
      const batch = await tx.manager.save(FilingBatch, this.blank(actor, rows.length));
      const outcome = await this.entry.enter(tx, actor, good, { event: 'file', batchId: batch.id, validateOnly });
      const all = [...refused, ...outcome.refused];
      const isKept = !validateOnly && outcome.entered.length > 0;
      if (isKept)
        await tx.manager.update(
          FilingBatch,
          { id: batch.id },
          { accepted: outcome.entered.length, refused: all.length },
        );
      else await tx.manager.delete(FilingBatch, { id: batch.id });
      return { entered: outcome.entered, refused: all, batchId: isKept ? batch.id : null };
    });
  }

  private blank(actor: Actor, total: number): FilingBatch {
    const { organisationId, userId } = actor;
    return {
      id: newId(),
      organisationId,
      filedById: userId,
      total,
      accepted: 0,
      refused: total,
      createdAt: this.clock.now(),
    };
  }
}
