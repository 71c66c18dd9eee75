import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import type { ImportQuery, ImportRowQuery } from './import.dto';
import { Import } from './import.entity';
import { ImportedRow } from './import-row.entity';

/** Imports are seen by the organisation that uploaded them. */
@Injectable()
export class ImportQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
  ) {}

  list({ organisationId }: Actor, query: ImportQuery): Promise<Page<Import>> {
    return this.lists.page<Import>({
      columns: this.reads.columns(Import, 'i'),
      from: 'imports i',
      where: new Conditions().add('i.organisation_id = ?', organisationId).addIf(query.kind, 'i.kind = ?'),
      page: query,
      sort: '-createdAt',
      sortBy: 'i.created_at',
      id: 'i.id',
      valueOf: ({ createdAt }) => createdAt,
    });
  }

  /** @throws DomainError record.not_found */
  async get({ organisationId }: Actor, id: string): Promise<Import> {
    const text = `SELECT ${this.reads.columns(Import, 'i')} FROM imports i WHERE i.id = $1 AND i.organisation_id = $2`;
    const [one] = await this.reads.rows<Import>({ name: 'import', text }, [id, organisationId]);
    if (!one) throw new DomainError('record.not_found');
    return one;
  }

  async rows(actor: Actor, id: string, query: ImportRowQuery): Promise<Page<ImportedRow & { id: string }>> {
    await this.get(actor, id);
    return this.lists.page<ImportedRow & { id: string }>({
      columns: `${this.reads.columns(ImportedRow, 'r')}, r.row_no::text AS id`,
      from: 'import_rows r',
      where: new Conditions().add('r.import_id = ?', id).addIf(query.outcome, 'r.outcome = ?'),
      page: query,
      sort: 'rowNo',
      sortBy: 'r.row_no',
      id: 'r.row_no',
      valueOf: ({ rowNo }) => String(rowNo),
    });
  }

  /** The outcomes of the next rows, in the order of the sheet. */
  outcomesAfter(id: string, rowNo: number, limit: number): Promise<ImportedRow[]> {
    const columns = this.reads.columns(ImportedRow, 'r');
    const text = `SELECT ${columns} FROM import_rows r WHERE import_id = $1 AND row_no > $2 ORDER BY row_no LIMIT $3`;
    return this.reads.rows<ImportedRow>({ name: 'import_outcomes', text }, [id, rowNo, limit]);
  }
}
