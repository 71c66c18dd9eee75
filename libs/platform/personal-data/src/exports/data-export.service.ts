import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { Jobs } from '@nqi/shared/jobs';
import { Secrets } from '@nqi/shared/secrets';
import type { DataExportResponse } from './data-export.dto';
import { DataExport, dataExport, EXPORT_CONTENT } from './data-export.entity';

/** Orders copies and hands them out. */
@Injectable()
export class DataExportService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly secrets: Secrets,
  ) {}

  async order(tx: Tx, request: { id: string; userId: string }, sessionId: string): Promise<void> {
    const id = newId();
    const { id: dataRequestId, userId } = request;
    // The time of a queue is the machine's, like that of the sweeper which reads it.
    const row = { id, dataRequestId, userId, sessionId, state: 'queued' as const, attempts: 0, queuedAt: new Date() };
    await tx.manager.insert(DataExport, row);
    this.jobs.enqueue(tx, dataExport, id);
  }

  /**
   * Once: the copy is gone from the database before it is handed out.
   * @throws DomainError record.not_found, privacy.other_session, privacy.not_ready, privacy.export_gone
   */
  download({ userId }: Actor, sessionId: string, dataRequestId: string): Promise<DataExportResponse> {
    return this.transactions.run(async (tx) => {
      const where = { dataRequestId, userId };
      const one = await tx.manager.findOne(DataExport, { where, lock: { mode: 'pessimistic_write' } });
      if (!one) throw new DomainError('record.not_found');
      if (one.sessionId !== sessionId) throw new DomainError('privacy.other_session');
      if (one.state !== 'ready') throw new DomainError('privacy.not_ready', { state: one.state });
      const text = this.secrets.decrypt({ column: EXPORT_CONTENT, id: one.id }, one.content);
      const isExpired = one.expiresAt !== null && one.expiresAt <= this.clock.now();
      if (text === null || isExpired) throw new DomainError('privacy.export_gone');
      await tx.manager.update(DataExport, { id: one.id }, { content: () => 'NULL', downloadedAt: this.clock.now() });
      return JSON.parse(text) as DataExportResponse;
    });
  }

  /** @throws DomainError privacy.export_not_failed */
  async retry(dataRequestId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const one = await tx.manager.findOneBy(DataExport, { dataRequestId });
      const put = one !== null && (await this.jobs.retry(tx, dataExport, one.id));
      if (!put) throw new DomainError('privacy.export_not_failed');
    });
  }
}
