import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { passesByItself, Transactions, type Tx } from '@nqi/shared/database';
import { Jobs } from '@nqi/shared/jobs';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { LOGGER, type Logger } from '@nqi/shared/logging';
import { Secrets } from '@nqi/shared/secrets';
import { PersonalDataKinds } from '../kinds/personal-data-kind';
import { DataRequest } from '../requests/data-request.entity';
import { dataRequestLife } from '../requests/data-request.life';
import { ErasureService } from '../requests/erasure.service';
import type { DataExportResponse } from './data-export.dto';
import { DataExport, dataExport, EXPORT_CONTENT } from './data-export.entity';

/** How long a copy waits to be downloaded. */
const KEPT_MS = 24 * 3_600_000;

/** One delivery of an export job: collect and store, then the request is done, all in one transaction. */
@Injectable()
export class ExportRun {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly lifecycle: Lifecycle,
    private readonly kinds: PersonalDataKinds,
    private readonly erasure: ErasureService,
    private readonly secrets: Secrets,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async of(id: string): Promise<void> {
    const attempt = await this.jobs.claim(dataExport, id);
    if (attempt === null) return;
    try {
      await this.transactions.run((tx) => this.complete(tx, id));
    } catch (error) {
      if (passesByItself(error)) throw error;
      await this.jobs.fail(dataExport, id, attempt, { code: 'fault', reason: 'the data could not be collected' });
      this.logger.error({ err: error, export: id }, 'an export could not be made');
    }
  }

  /** Request, then job: the order in which everybody locks. */
  private async complete(tx: Tx, id: string): Promise<void> {
    const { dataRequestId, userId } = await tx.manager.findOneByOrFail(DataExport, { id });
    const request = await tx.manager.findOneOrFail(DataRequest, {
      where: { id: dataRequestId },
      lock: { mode: 'for_no_key_update' },
    });
    if (!(await this.jobs.finish(tx, dataExport, id))) return;
    const { value } = this.secrets.encrypt(
      { column: EXPORT_CONTENT, id },
      JSON.stringify(await this.collect(tx, userId)),
    );
    const expiresAt = new Date(this.clock.now().getTime() + KEPT_MS);
    await tx.sql('UPDATE data_exports SET content = $2, expires_at = $3 WHERE id = $1', [id, value, expiresAt]);
    await this.lifecycle.cause(tx, dataRequestLife, request, { event: 'complete', by: null });
  }

  private async collect(tx: Tx, userId: string): Promise<DataExportResponse> {
    const person = await this.erasure.personOf(tx, userId);
    const data: Record<string, unknown> = {};
    for (const kind of this.kinds.all()) data[kind.name] = await kind.collect(tx, person);
    return { version: 1, exportedAt: this.clock.now().toISOString(), data };
  }
}
