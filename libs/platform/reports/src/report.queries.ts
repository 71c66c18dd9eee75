import { Injectable } from '@nestjs/common';
import { type Actor, regulatedPrefixes } from '@nqi/platform/identity';
import { covers, HELD, HeldMandates, MandateKinds } from '@nqi/platform/mandates';
import { Clock } from '@nqi/shared/clock';
import { Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import { FileStore, StorageError } from '@nqi/shared/storage';
import type { Repository } from 'typeorm';
import { latestOf, ReportFile } from './report-file.entity';
import { ReportRendering } from './report-rendering.entity';
import type { ReportQuery, ReportSummary } from './report.dto';
import { Report } from './report.entity';
import { canSee } from './report.policy';

/** What a list shows: without the content, which is tens of kilobytes a report. */
const SUMMARY = `r.id, r.kind, r.subject_id AS "subjectId", r.institution_id AS "institutionId", r.state, r.revision,
  r.number, r.version, r.replaces_id AS "replacesId", r.issued_at AS "issuedAt",
  r.superseded_at AS "supersededAt", r.revoked_at AS "revokedAt", r.created_at AS "createdAt",
  r.updated_at AS "updatedAt"`;

@Injectable()
export class ReportQueries {
  constructor(
    private readonly lists: Lists,
    private readonly transactions: Transactions,
    private readonly files: FileStore,
    private readonly clock: Clock,
    private readonly mandates: HeldMandates,
    private readonly mandateKinds: MandateKinds,
  ) {}

  list(actor: Actor, query: ReportQuery): Promise<Page<ReportSummary>> {
    return this.lists.page<ReportSummary>({
      columns: SUMMARY,
      from: 'reports r',
      where: this.visibleTo(actor)
        .addIf(query.state, 'r.state = ?')
        .addIf(query.kind, 'r.kind = ?')
        .addIf(query.subjectId, 'r.subject_id = ?'),
      page: query,
      sort: '-createdAt',
      sortBy: 'r.created_at',
      id: 'r.id',
      valueOf: ({ createdAt }) => createdAt,
    });
  }

  async get(actor: Actor, id: string): Promise<Report> {
    const report = await this.transactions.manager.findOneBy(Report, { id });
    if (!report || !(await this.maySee(actor, report))) throw new DomainError('record.not_found');
    return report;
  }

  /** The rendering that issues the report; null before approval. */
  issuing(report: Report): Promise<ReportRendering | null> {
    return this.renderings().findOneBy({ reportId: report.id, purpose: 'issue' });
  }

  /** Renderings are the institution's own affair. */
  async rendering(
    actor: Actor,
    reportId: string,
    id: string,
  ): Promise<{ rendering: ReportRendering; files: ReportFile[] }> {
    const report = await this.get(actor, reportId);
    const rendering = await this.renderings().findOneBy({ id, reportId });
    if (!rendering || report.institutionId !== actor.organisationId) throw new DomainError('record.not_found');
    return { rendering, files: await this.filesOf(rendering.id) };
  }

  /** A file of a rendering, also of a preview. */
  async renderedFile(
    actor: Actor,
    reportId: string,
    id: string,
    document: string,
  ): Promise<{ file: ReportFile; content: Buffer }> {
    const { files } = await this.rendering(actor, reportId, id);
    return this.content(files, document);
  }

  /** One for each document, the one that is handed out. */
  async filesOf(renderingId: string): Promise<ReportFile[]> {
    return latestOf(await this.genuineFiles(renderingId));
  }

  /** All that were ever made. */
  private genuineFiles(renderingId: string): Promise<ReportFile[]> {
    return this.transactions.manager.find(ReportFile, { where: { renderingId }, order: { id: 'ASC' } });
  }

  /** @throws DomainError reports.no_file until it is made; reports.file_unreadable when the store fails */
  async issuedFile(report: Report, document: string | undefined): Promise<{ file: ReportFile; content: Buffer }> {
    const rendering = report.state === 'withdrawn' ? null : await this.issuing(report);
    const files = rendering ? await this.filesOf(rendering.id) : [];
    // Those of a rendering that is being made again are still there, but for the lost one.
    if (files.length === 0) throw new DomainError('reports.no_file', { state: rendering?.state ?? 'not_ordered' });
    return this.content(files, document);
  }

  private async content(
    files: ReportFile[],
    document: string | undefined,
  ): Promise<{ file: ReportFile; content: Buffer }> {
    const file = document ? files.find((one) => one.document === document) : files[0];
    if (!file) throw new DomainError('record.not_found');
    try {
      return { file, content: await this.files.get(file) };
    } catch (error) {
      if (error instanceof StorageError) throw new DomainError('reports.file_unreadable');
      throw error;
    }
  }

  private renderings(): Repository<ReportRendering> {
    return this.transactions.manager.getRepository(ReportRendering);
  }

  private async maySee(actor: Actor, report: Report): Promise<boolean> {
    const prefixes = regulatedPrefixes(actor);
    if (canSee(actor, report, prefixes)) return true;
    const { ownerId, objectKind, objectId } = report;
    if (!ownerId || !objectKind || !objectId) return false;
    const scopes = await this.mandates.scopes(actor, objectKind, { subjectId: objectId, mandatorId: ownerId });
    return canSee(actor, report, prefixes, scopes.has('receive_reports'));
  }

  /** The SQL twin of the policy's `canSee`. */
  visibleTo(actor: Actor): Conditions {
    const { organisationId } = actor;
    const prefixes = regulatedPrefixes(actor);
    const where = new Conditions()
      .or('r.institution_id = ?', organisationId)
      .or(`r.issued_at IS NOT NULL AND r.viewer_ids @> ARRAY[?]::uuid[]`, organisationId);
    if (this.mandateKinds.mayHold(actor)) where.orThrough(HELD, MANDATED, organisationId, this.clock.today());
    for (const prefix of prefixes) where.or(`r.issued_at IS NOT NULL AND r.district_code LIKE ? || '%'`, prefix);
    return where;
  }
}

const MANDATED = `r.issued_at IS NOT NULL AND r.owner_id = m.mandator_id AND r.object_kind = m.kind
  AND 'receive_reports' = ANY(m.scopes) AND ${covers('r.object_id')}`;
