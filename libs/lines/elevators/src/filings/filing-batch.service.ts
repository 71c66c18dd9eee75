import { Inject, Injectable } from '@nestjs/common';
import { OutstandingDues } from '@nqi/platform/dues';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { CONFIG, type Config } from '@nqi/shared/config';
import { Transactions, type Tx } from '@nqi/shared/database';
import { readRows, type RefusedRow, type Row } from '@nqi/shared/http';
import { newId } from '@nqi/shared/ids';
import { ELEVATOR_INSPECTION } from '../devices/elevator-due.kind';
import { ElevatorRulesService } from '../rules/elevator-rules.service';
import type { FileDue } from './filing-batch.dto';
import { type EntryOutcome, FilingEntryService, type FilingWish } from './filing-entry.service';
import { latestFileable } from './filing-rules';
import { FilingRow } from './filing.dto';

/** What became of a batch; `batchId` is null when no row was good enough to make one. */
export type BatchOutcome = EntryOutcome & { batchId: string | null };

const COUNT = `
  INSERT INTO elevator_filing_batches AS b (id, organisation_id, filed_by_id, total, accepted, refused, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (id) DO UPDATE SET total = b.total + excluded.total, accepted = b.accepted + excluded.accepted,
    refused = b.refused + excluded.refused`;

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
      await this.carryOut(tx, actor, batchId, outcome);
      return { ...outcome, batchId };
    });
  }

  /** Files rows as a part of a batch that may have had others before: a sheet comes in pieces. */
  async add(tx: Tx, actor: Actor, batchId: string, rows: readonly Row<FilingWish>[]): Promise<EntryOutcome> {
    const outcome = await this.entry.check(tx, actor, rows, { event: 'file', batchId });
    if (outcome.entered.length > 0) await this.carryOut(tx, actor, batchId, outcome);
    return outcome;
  }

  private async carryOut(tx: Tx, actor: Actor, batchId: string, { entered, refused }: EntryOutcome): Promise<void> {
    const counters = [entered.length + refused.length, entered.length, refused.length];
    tx.send(COUNT, [batchId, actor.organisationId, actor.userId, ...counters, this.clock.now()]);
    await this.entry.insert(tx, actor, entered, 'file');
  }
}
