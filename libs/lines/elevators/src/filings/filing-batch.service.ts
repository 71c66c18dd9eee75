import { Inject, Injectable } from '@nestjs/common';
import { OutstandingDues } from '@nqi/platform/dues';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { CONFIG, type Config } from '@nqi/shared/config';
import { Transactions } from '@nqi/shared/database';
import { readRows, type RefusedRow, type Row } from '@nqi/shared/http';
import { newId } from '@nqi/shared/ids';
import { ELEVATOR_INSPECTION } from '../devices/elevator-due.kind';
import { ElevatorRulesService } from '../rules/elevator-rules.service';
import type { FileDue } from './filing-batch.dto';
import { FilingBatch } from './filing-batch.entity';
import { type EntryOutcome, FilingEntryService, type FilingWish } from './filing-entry.service';
import { latestFileable } from './filing-rules';
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
    private readonly rules: ElevatorRulesService,
    private readonly outstanding: OutstandingDues,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws DomainError request.too_many_rows */
  file(actor: Actor, rows: readonly unknown[], validateOnly: boolean): Promise<BatchOutcome> {
    const { good, refused } = readRows(FilingRow, rows, this.config.BATCH_MAX_ROWS);
    return this.enter(actor, good, { refused, validateOnly });
  }

  /** Files every device whose inspection is due and may be filed, own ones and those of mandates, the most urgent first. */
  fileDue(
    actor: Actor,
    { dueTo, ...facts }: FileDue,
    validateOnly: boolean,
  ): Promise<BatchOutcome & { isMore: boolean }> {
    return this.transactions.run(async (tx) => {
      const rule = await this.rules.scheduleOn(this.clock.today());
      const last = latestFileable(rule, facts.requestedOn ?? this.clock.today());
      const limit = this.config.BATCH_MAX_ROWS;
      const wanted = { kind: ELEVATOR_INSPECTION, dueTo: dueTo && dueTo < last ? dueTo : last, limit: limit + 1 };
      const due = await this.outstanding.of(tx, actor, wanted);
      const rows = due.slice(0, limit).map(({ subjectId: elevatorId }, index) => {
        return { index, clientRef: null, value: { ...facts, elevatorId } };
      });
      const outcome = await this.enter(actor, rows, { refused: [], validateOnly });
      return { ...outcome, isMore: due.length > limit };
    });
  }

  private enter(
    actor: Actor,
    good: readonly Row<FilingWish>[],
    { refused, validateOnly }: { refused: readonly RefusedRow[]; validateOnly: boolean },
  ): Promise<BatchOutcome> {
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
