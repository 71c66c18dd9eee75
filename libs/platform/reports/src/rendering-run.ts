import { Inject, Injectable } from '@nestjs/common';
import { insertMany, passesByItself, Transactions, type Tx } from '@nqi/shared/database';
import { newId } from '@nqi/shared/ids';
import { type JobFailure, Jobs } from '@nqi/shared/jobs';
import { LOGGER, type Logger } from '@nqi/shared/logging';
import { Metrics } from '@nqi/shared/metrics';
import { StorageError } from '@nqi/shared/storage';
import { DataSource } from 'typeorm';
import { ReportFile } from './report-file.entity';
import { ReportKinds } from './report-kind';
import { ReportRendering, reportRendering } from './report-rendering.entity';
import { ReportTypesetting, type TypesetDocument } from './report-typesetting';
import { Report } from './report.entity';
import { SigningError } from './signing/signer';
import { ReportService } from './report.service';
import { ReportSignature } from './signing/report-signature.entity';
import { TypesettingError } from './typesetting';

/** One delivery of a rendering job: claim, typeset, sign and store, then one transaction that records and issues. */
@Injectable()
export class RenderingRun {
  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    private readonly kinds: ReportKinds,
    private readonly reports: ReportService,
    private readonly typesetting: ReportTypesetting,
    private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async of(id: string): Promise<void> {
    const attempt = await this.jobs.claim(reportRendering, id);
    if (attempt === null) return;
    await this.jobs.hold(reportRendering, id, attempt, () => this.attempt(id, attempt));
  }

  private async attempt(id: string, attempt: number): Promise<void> {
    const rendering = await this.dataSource.getRepository(ReportRendering).findOneByOrFail({ id });
    const report = await this.dataSource.getRepository(Report).findOneByOrFail({ id: rendering.reportId });
    try {
      assertCurrent(rendering, report);
      const documents = await this.typesetting.typeset(report, rendering.purpose);
      const isOurs = await this.complete(rendering, report, documents);
      if (isOurs) this.metrics.jobs.inc({ queue: reportRendering.queue, outcome: 'ready' });
    } catch (error) {
      // Nothing can be written down, or others hold the rows: the sweeper gives the job out again.
      if (passesByItself(error)) throw error;
      await this.giveUp(id, attempt, error);
    }
  }

  private async giveUp(id: string, attempt: number, error: unknown): Promise<void> {
    const failure = failureOf(error);
    if (passesInTime(error) && (await this.jobs.postpone(reportRendering, id, attempt, failure))) {
      return this.logger.warn({ err: error, rendering: id, attempt }, 'a report waits for its next attempt');
    }
    await this.jobs.fail(reportRendering, id, attempt, failure);
    this.metrics.jobs.inc({ queue: reportRendering.queue, outcome: 'failed' });
    this.logger.error({ err: error, rendering: id }, 'a report could not be made');
  }

  /**
   * Subject, then report, then job: the order in which everybody locks.
   * @returns false for who comes second and finds the job finished
   */
  private complete(rendering: ReportRendering, report: Report, documents: TypesetDocument[]): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      await this.kinds.of(report).lock(tx, report.subjectId);
      await tx.sql('SELECT id FROM reports WHERE id = $1 FOR UPDATE', [report.id]);
      if (!(await this.jobs.finish(tx, reportRendering, rendering.id))) return false;
      await record(tx, rendering.id, documents);
      // An approved report changes by nothing but this, so what was read before the lock still holds.
      if (rendering.purpose === 'issue' && report.state === 'approved') await this.reports.issue(tx, report);
      return true;
    });
  }
}

/** What was made, and who signed it. */
async function record(tx: Tx, renderingId: string, documents: TypesetDocument[]): Promise<void> {
  const made = documents.map(({ document, key, sha256, bytes, signature }) => {
    return { file: { id: newId(), renderingId, document, key, sha256, bytes }, signature };
  });
  // The same file again, which the store had lost, has its row already.
  const inserted = await insertMany(
    tx,
    ReportFile,
    made.map(({ file }) => file),
  );
  const isNew = made.filter(({ file }) => inserted.has(file.id));
  const signatures = isNew.flatMap(({ file, signature }) => (signature ? [{ id: file.id, ...signature }] : []));
  if (signatures.length > 0) await insertMany(tx, ReportSignature, signatures);
}

/** A store that is away or full, a timestamp authority and a turn to be set come back; everything else needs somebody who puts it right. */
function passesInTime(error: unknown): boolean {
  if (error instanceof StorageError) return true;
  if (error instanceof TypesettingError) return error.passesInTime;
  return error instanceof SigningError && error.code === 'timestamp_unavailable';
}

/** The draft may have been written anew since somebody asked for a preview; the new one must not come under the old name. */
function assertCurrent({ revision }: ReportRendering, report: Report): void {
  if (revision === report.revision) return;
  const reason = `revision ${revision} was asked for and the report is at revision ${report.revision}`;
  throw Object.assign(new Error(reason), { code: 'superseded' });
}

/** Typesetting, storage and PostgreSQL each say what was wrong in a code of their own. */
function failureOf(error: unknown): JobFailure {
  const { code, message } = error as { code?: string; message?: string };
  return { code: code ?? 'fault', reason: message ?? String(error) };
}
