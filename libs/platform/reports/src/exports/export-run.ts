import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { CONFIG, type Config } from '@nqi/shared/config';
import { passesByItself, Transactions, type Tx } from '@nqi/shared/database';
import { DomainError, toProblem } from '@nqi/shared/errors';
import { History } from '@nqi/shared/history';
import { type JobFailure, Jobs } from '@nqi/shared/jobs';
import { LOGGER, type Logger } from '@nqi/shared/logging';
import { FileStore, StorageError, type StoredFile } from '@nqi/shared/storage';
import { DataSource } from 'typeorm';
import { ExportHolding } from './export-holding';
import { ExportPacking, type ItemOutcome } from './export-packing';
import { ReportExport, reportExport } from './report-export.entity';

const DAY_MS = 86_400_000;

/** One delivery of an export: claim, pack, then one transaction with everything that came of it. */
@Injectable()
export class ExportRun {
  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly history: History,
    private readonly packing: ExportPacking,
    private readonly files: FileStore,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async of(id: string): Promise<void> {
    const attempt = await this.jobs.claim(reportExport, id);
    if (attempt === null) return;
    const holding = new ExportHolding(this.transactions, { id, attempt });
    try {
      await this.jobs.hold(reportExport, id, attempt, () => holding.during(() => this.make(id, holding)));
    } catch (error) {
      // Nothing can be written down, or others hold the rows: the sweeper gives the job out again.
      if (passesByItself(error)) throw error;
      if (holding.isLost) return await this.letGo(id);
      const failure = failureOf(error);
      if (error instanceof StorageError && (await this.jobs.postpone(reportExport, id, attempt, failure))) return;
      await this.jobs.fail(reportExport, id, attempt, failure);
      this.logger.error({ err: error, export: id }, 'reports could not be packed');
    }
  }

  private async make(id: string, holding: ExportHolding): Promise<void> {
    const one = await this.dataSource.getRepository(ReportExport).findOneByOrFail({ id });
    const { file, outcomes } = await this.packing.pack(one, holding);
    const isOurs = await this.transactions.run((tx) => this.complete(tx, holding, file, outcomes));
    if (!isOurs) await this.letGo(id, file);
  }

  /** @returns false for who comes second, whose zip is the same, and for what was cancelled */
  private async complete(
    tx: Tx,
    { id, attempt }: ExportHolding,
    file: StoredFile,
    outcomes: ItemOutcome[],
  ): Promise<boolean> {
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + this.config.REPORT_EXPORT_DAYS * DAY_MS);
    const ours = await tx.sql(
      `UPDATE report_exports SET file_key = $3, file_sha256 = $4, file_bytes = $5, finished_at = $6, expires_at = $7,
              done = total
       WHERE id = $1 AND state = 'running' AND attempts = $2 AND cancelled_at IS NULL RETURNING id`,
      [id, attempt, file.key, file.sha256, file.bytes, now, expiresAt],
    );
    if (ours.length === 0) return false;
    await tx.sql(
      `UPDATE report_export_items i SET outcome = o.outcome, code = o.code, files = o.files
       FROM jsonb_to_recordset($2::jsonb) AS o (position int, outcome text, code text, files text[])
       WHERE i.export_id = $1 AND i.position = o.position`,
      [id, JSON.stringify(outcomes)],
    );
    await this.jobs.finish(tx, reportExport, id);
    const move = { event: 'finish', from: 'running', to: 'ready', by: null };
    this.history.record(tx, { recordType: 'report_export', recordId: id, ...move });
    return true;
  }

  /** A cancelled export is over; what was stored for it at the last moment goes. */
  private async letGo(id: string, file?: StoredFile): Promise<void> {
    const { cancelledAt } = await this.dataSource.getRepository(ReportExport).findOneByOrFail({ id });
    if (!cancelledAt) return;
    if (file) await this.files.remove(file.key);
    await this.transactions.run((tx) => this.jobs.finish(tx, reportExport, id));
  }
}

function failureOf(error: unknown): JobFailure {
  if (error instanceof DomainError) return { code: error.code, reason: toProblem(error, 'zh-CN').detail };
  const { code, message } = error as { code?: string; message?: string };
  return { code: code ?? 'fault', reason: message ?? String(error) };
}
