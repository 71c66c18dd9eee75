import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { PreparedReads, Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import type { DeliveryQuery, ShownDelivery } from './report-delivery.dto';
import { ReportDelivery } from './report-delivery.entity';

/** The reports of delivery `d`, in their order. */
const REPORTS = `(SELECT jsonb_agg(jsonb_build_object('id', r.id, 'number', r.number, 'downloadedAt', i.downloaded_at)
    ORDER BY i.position) FROM report_delivery_items i JOIN reports r ON r.id = i.report_id WHERE i.delivery_id = d.id) AS reports`;

interface DeliveredReport {
  id: string;
  kind: string;
  number: string;
  token: string;
  institution: string;
}

/** Deliveries are seen by the institution that delivers and the client whom they are for. */
@Injectable()
export class ReportDeliveryQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
    private readonly transactions: Transactions,
  ) {}

  list({ organisationId }: Actor, query: DeliveryQuery): Promise<Page<ShownDelivery>> {
    return this.lists.page<ShownDelivery>({
      columns: this.columns(),
      from: 'report_deliveries d',
      where: new Conditions()
        .or('d.institution_id = ?', organisationId)
        .or('d.organisation_id = ?', organisationId)
        .addIf(query.state, 'd.state = ?')
        .addIf(query.channel, 'd.channel = ?')
        .addIf(
          query.reportId,
          'EXISTS (SELECT FROM report_delivery_items i WHERE i.delivery_id = d.id AND i.report_id = ?)',
        ),
      page: query,
      sort: '-createdAt',
      sortBy: 'd.created_at',
      id: 'd.id',
      valueOf: ({ createdAt }) => createdAt,
    });
  }

  /** @throws DomainError record.not_found */
  async get({ organisationId }: Actor, id: string): Promise<ShownDelivery> {
    const text = `SELECT ${this.columns()} FROM report_deliveries d
      WHERE d.id = $1 AND (d.institution_id = $2 OR d.organisation_id = $2)`;
    const [one] = await this.reads.rows<ShownDelivery>({ name: 'report_delivery', text }, [id, organisationId]);
    if (!one) throw new DomainError('record.not_found');
    return one;
  }

  /** Numbers, titles, public checks and the institution of what a delivery brings, for a mail. */
  async contents(id: string): Promise<DeliveredReport[]> {
    return this.transactions.manager.query(
      `SELECT r.id, r.kind, r.number, r.token, o.name AS institution
       FROM report_delivery_items i JOIN reports r ON r.id = i.report_id JOIN organisations o ON o.id = r.institution_id
       WHERE i.delivery_id = $1 ORDER BY i.position`,
      [id],
    );
  }

  private columns(): string {
    return `${this.reads.columns(ReportDelivery, 'd')}, ${REPORTS}`;
  }
}
