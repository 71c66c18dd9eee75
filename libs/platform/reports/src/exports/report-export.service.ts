import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { CONFIG, type Config } from '@nqi/shared/config';
import { insertEach, insertionOf, Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { History } from '@nqi/shared/history';
import { newId } from '@nqi/shared/ids';
import { Jobs } from '@nqi/shared/jobs';
import { FileStore, StorageError, type StoredFile } from '@nqi/shared/storage';
import { isExpired, MOST_REPORTS, type OrderReportExport } from './report-export.dto';
import { ReportExportItem } from './report-export-item.entity';
import { ReportExport, reportExport } from './report-export.entity';
import { ReportExportQueries } from './report-export.queries';
import { ReportSelection } from './report-selection';

/** Takes orders for exports, stops and restarts them, and hands out what came of them. */
@Injectable()
export class ReportExportService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly history: History,
    private readonly jobs: Jobs,
    private readonly files: FileStore,
    private readonly selection: ReportSelection,
    private readonly queries: ReportExportQueries,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @returns the export's id
   * @throws DomainError reports.export_of_what, reports.export_empty, reports.export_too_large, reports.too_many_exports
   */
  order(actor: Actor, wish: OrderReportExport): Promise<string> {
    const { userId, organisationId, apiKeyId = null } = actor;
    return this.transactions.run(async (tx) => {
      const reportIds = await this.chosen(actor, wish);
      await this.assertPlace(tx, organisationId);
      const id = newId();
      await tx.manager.insert(ReportExport, {
        ...{ id, organisationId, userId, apiKeyId, state: 'queued', queuedAt: new Date(), attempts: 0 },
        ...{ total: reportIds.length, done: 0, createdAt: this.clock.now() },
      });
      const items = reportIds.map((reportId, position) => ({ exportId: id, position, reportId, files: [] }));
      insertEach(tx, insertionOf(tx, ReportExportItem, ...items));
      this.remember(tx, actor, id, { event: 'order', from: null, to: 'queued' });
      this.jobs.enqueue(tx, reportExport, id);
      return id;
    });
  }

  /** @throws DomainError record.not_found, reports.export_over */
  cancel(actor: Actor, id: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const one = await this.lockOwn(tx, actor, id);
      if (one.state === 'ready' || one.cancelledAt) throw new DomainError('reports.export_over');
      const at = this.clock.now();
      await tx.sql('UPDATE report_exports SET cancelled_at = $2, finished_at = $2 WHERE id = $1', [id, at]);
      this.remember(tx, actor, id, { event: 'cancel', from: one.state, to: 'cancelled' });
    });
  }

  /** Begins anew. @throws DomainError record.not_found, reports.not_failed */
  retry(actor: Actor, id: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const one = await this.lockOwn(tx, actor, id);
      const isPut = !one.cancelledAt && (await this.jobs.retry(tx, reportExport, id));
      if (!isPut) throw new DomainError('reports.not_failed');
      this.remember(tx, actor, id, { event: 'retry', from: 'failed', to: 'queued' });
    });
  }

  /**
   * The zip, for who may still read every report in it: what one ceased to see, for example with a mandate, is not handed
   * out again because it was once asked for.
   * @throws DomainError record.not_found, reports.export_not_ready, reports.export_expired, reports.export_outdated,
   * reports.file_unreadable
   */
  async download(actor: Actor, id: string): Promise<StoredFile> {
    const one = await this.queries.get(actor, id);
    const { fileKey: key, fileSha256: sha256, fileBytes } = one;
    if (isExpired(one, this.clock.now())) throw new DomainError('reports.export_expired');
    if (!key || !sha256 || one.cancelledAt) throw new DomainError('reports.export_not_ready', { state: one.state });
    const included = await this.queries.reportIds(id, 'included');
    const visible = await this.selection.visible(actor, included);
    const gone = included.filter((reportId) => !visible.has(reportId)).length;
    if (gone > 0) throw new DomainError('reports.export_outdated', { gone });
    const file = { key, sha256, bytes: Number(fileBytes) };
    await this.files.assertThere(file).catch((error: unknown) => {
      throw error instanceof StorageError ? new DomainError('reports.file_unreadable') : error;
    });
    await this.transactions.run((tx) => {
      this.remember(tx, actor, id, { event: 'download', from: 'ready', to: 'ready' });
      return Promise.resolve();
    });
    return file;
  }

  private async chosen(actor: Actor, { reportIds, filter }: OrderReportExport): Promise<readonly string[]> {
    if ((reportIds === undefined) === (filter === undefined)) throw new DomainError('reports.export_of_what');
    const matching = filter && (await this.selection.matching(actor, filter, MOST_REPORTS + 1));
    const found = matching ?? [...(await this.selection.visible(actor, reportIds ?? []))];
    if (found.length === 0) throw new DomainError('reports.export_empty');
    if (found.length > MOST_REPORTS) throw new DomainError('reports.export_too_large', { most: MOST_REPORTS });
    // Those that cannot be included are answered one by one, by the worker.
    return reportIds ?? found;
  }

  /** One organisation's exports do not keep everybody else's waiting. */
  private async assertPlace(tx: Tx, organisationId: string): Promise<void> {
    const most = this.config.REPORT_EXPORTS_OPEN;
    await tx.sql('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`report exports of ${organisationId}`]);
    const [row] = await tx.sql<{ open: number }>(
      `SELECT count(*)::int AS open FROM report_exports
       WHERE organisation_id = $1 AND state IN ('queued', 'running') AND cancelled_at IS NULL`,
      [organisationId],
    );
    if ((row?.open ?? 0) >= most) throw new DomainError('reports.too_many_exports', { most });
  }

  private async lockOwn(tx: Tx, { organisationId }: Actor, id: string): Promise<ReportExport> {
    const lock = { mode: 'for_no_key_update' } as const;
    const one = await tx.manager.findOne(ReportExport, { where: { id, organisationId }, lock });
    if (!one) throw new DomainError('record.not_found');
    return one;
  }

  private remember(tx: Tx, by: Actor, id: string, move: { event: string; from: string | null; to: string }): void {
    this.history.record(tx, { recordType: 'report_export', recordId: id, ...move, by });
  }
}
