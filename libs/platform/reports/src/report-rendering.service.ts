import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { Jobs } from '@nqi/shared/jobs';
import { FileStore, StorageError } from '@nqi/shared/storage';
import { latestOf, ReportFile } from './report-file.entity';
import { type RenderingPurpose, ReportRendering, reportRendering } from './report-rendering.entity';
import { Report } from './report.entity';

/** Orders the files of reports; the worker makes them. */
@Injectable()
export class ReportRenderingService {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    private readonly files: FileStore,
  ) {}

  /** One rendering for each purpose and revision; asking again gives the same one. @returns its id */
  async order(tx: Tx, report: Report, purpose: RenderingPurpose): Promise<string> {
    const key = { reportId: report.id, purpose, revision: report.revision };
    const existing = await tx.manager.findOneBy(ReportRendering, key);
    if (existing) return existing.id;
    const rendering = { id: newId(), ...key };
    await tx.manager.insert(ReportRendering, rendering);
    this.jobs.enqueue(tx, reportRendering, rendering.id);
    return rendering.id;
  }

  /** A watermarked preview for the institution's people. */
  preview(actor: Actor, reportId: string): Promise<string> {
    return this.transactions.run(async (tx) => {
      const report = await this.lockOwn(tx, actor, reportId);
      return this.order(tx, report, 'preview');
    });
  }

  /**
   * Tries a failed rendering again, and makes files again that the store has lost or changed.
   * @throws DomainError reports.not_failed
   */
  async retry(actor: Actor, reportId: string, id: string): Promise<void> {
    const from = (await this.hasLostFiles(id)) ? 'ready' : 'failed';
    return this.transactions.run(async (tx) => {
      await this.lockOwn(tx, actor, reportId);
      const isOurs = await tx.manager.existsBy(ReportRendering, { id, reportId });
      if (!isOurs) throw new DomainError('record.not_found');
      if (!(await this.jobs.retry(tx, reportRendering, id, from))) throw new DomainError('reports.not_failed');
    });
  }

  /** Asked before anything is locked: the store may be slow, and what was stored never changes its row. */
  private async hasLostFiles(renderingId: string): Promise<boolean> {
    const rows = await this.transactions.manager.find(ReportFile, { where: { renderingId }, order: { id: 'ASC' } });
    const reads = await Promise.allSettled(latestOf(rows).map((file) => this.files.get(file)));
    return reads.some((read) => read.status === 'rejected' && read.reason instanceof StorageError);
  }

  /** The lock on the report makes two people asking at once agree on one rendering. */
  private async lockOwn(tx: Tx, actor: Actor, id: string): Promise<Report> {
    const report = await tx.manager.findOne(Report, {
      where: { id, institutionId: actor.organisationId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!report) throw new DomainError('record.not_found');
    return report;
  }
}
