import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Audit } from '@nqi/shared/audit';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { Lifecycle } from '@nqi/shared/lifecycle';
import type { ReportFile } from '../report-file.entity';
import type { Report } from '../report.entity';
import { ReportDelivery } from './report-delivery.entity';
import { deliveryLife } from './report-delivery.life';

/** Deliveries to the asker's organisation that bring a report, locked in their order. */
const WAITING = `
  SELECT d.id FROM report_deliveries d JOIN report_delivery_items i ON i.delivery_id = d.id
  WHERE i.report_id = $1 AND i.downloaded_at IS NULL AND d.organisation_id = $2 AND d.state IN ('queued', 'sent')
  ORDER BY d.id FOR NO KEY UPDATE OF d`;

/** @returns those of them of which nothing is left to download */
const DOWNLOADED = `
  WITH marked AS (
    UPDATE report_delivery_items SET downloaded_at = $3
    WHERE delivery_id = ANY($1) AND report_id = $2 AND downloaded_at IS NULL RETURNING delivery_id)
  SELECT m.delivery_id AS id FROM marked m WHERE NOT EXISTS (
    SELECT FROM report_delivery_items i
    WHERE i.delivery_id = m.delivery_id AND i.report_id <> $2 AND i.downloaded_at IS NULL)`;

/** Writes down who downloaded which file; what was to be delivered that way is delivered. */
@Injectable()
export class ReportDownloads {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly lifecycle: Lifecycle,
  ) {}

  /**
   * Takes place while the file is read from the store, which takes longer, and stands if and only if it could be read.
   * What the institution itself looks at is no delivery.
   */
  async note(actor: Actor, { id, institutionId }: Report, found: Promise<{ file: ReportFile }>): Promise<void> {
    if (actor.organisationId === institutionId) return;
    await this.transactions.run(async (tx) => {
      const delivered = await this.mark(tx, actor, id);
      const { document, sha256 } = (await found).file;
      const details = { reportId: id, document, sha256 };
      const who = { actorId: actor.userId, organisationId: actor.organisationId };
      this.audit.record(tx, { event: 'download', recordType: 'report', recordId: id, ...who, details });
      for (const delivery of delivered) {
        await this.lifecycle.cause(tx, deliveryLife, delivery, { event: 'download', by: actor, details });
      }
    });
  }

  private async mark(tx: Tx, { organisationId }: Actor, reportId: string): Promise<ReportDelivery[]> {
    const waiting = await tx.sql<{ id: string }>(WAITING, [reportId, organisationId]);
    if (waiting.length === 0) return [];
    const now = this.clock.now();
    const done = await tx.sql<{ id: string }>(DOWNLOADED, [waiting.map(({ id }) => id), reportId, now]);
    const deliveries: ReportDelivery[] = [];
    for (const { id } of done) {
      const delivery = await tx.manager.findOneByOrFail(ReportDelivery, { id });
      deliveries.push(Object.assign(delivery, { receivedAt: now }));
    }
    return deliveries;
  }
}
