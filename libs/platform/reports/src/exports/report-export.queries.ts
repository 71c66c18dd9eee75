import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page, type PageQuery } from '@nqi/shared/http';
import type { ReportExportItemQuery } from './report-export.dto';
import { ReportExportItem } from './report-export-item.entity';
import { ReportExport } from './report-export.entity';

/** Exports are seen by the organisation that ordered them. */
@Injectable()
export class ReportExportQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
  ) {}

  list({ organisationId }: Actor, page: PageQuery): Promise<Page<ReportExport>> {
    return this.lists.page<ReportExport>({
      columns: this.reads.columns(ReportExport, 'e'),
      from: 'report_exports e',
      where: new Conditions().add('e.organisation_id = ?', organisationId),
      page,
      sort: '-createdAt',
      sortBy: 'e.created_at',
      id: 'e.id',
      valueOf: ({ createdAt }) => createdAt,
    });
  }

  /** @throws DomainError record.not_found */
  async get({ organisationId }: Actor, id: string): Promise<ReportExport> {
    const columns = this.reads.columns(ReportExport, 'e');
    const text = `SELECT ${columns} FROM report_exports e WHERE e.id = $1 AND e.organisation_id = $2`;
    const [one] = await this.reads.rows<ReportExport>({ name: 'report_export', text }, [id, organisationId]);
    if (!one) throw new DomainError('record.not_found');
    return one;
  }

  async items(
    actor: Actor,
    id: string,
    query: ReportExportItemQuery,
  ): Promise<Page<ReportExportItem & { id: string }>> {
    await this.get(actor, id);
    return this.lists.page<ReportExportItem & { id: string }>({
      columns: `${this.reads.columns(ReportExportItem, 'i')}, i.position::text AS id`,
      from: 'report_export_items i',
      where: new Conditions().add('i.export_id = ?', id).addIf(query.outcome, 'i.outcome = ?'),
      page: query,
      sort: 'position',
      sortBy: 'i.position',
      id: 'i.position',
      valueOf: ({ position }) => String(position),
    });
  }

  /** The reports of an export, in their order; with an outcome, those that have it. */
  async reportIds(id: string, outcome: string | null = null): Promise<string[]> {
    const text = `SELECT report_id AS "reportId" FROM report_export_items
      WHERE export_id = $1 AND ($2::text IS NULL OR outcome = $2) ORDER BY position`;
    const rows = await this.reads.rows<{ reportId: string }>({ name: 'report_export_ids', text }, [id, outcome]);
    return rows.map(({ reportId }) => reportId);
  }
}
