import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { PreparedReads, Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { History } from '@nqi/shared/history';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import { newId } from '@nqi/shared/ids';
import { checkMapping, type ColumnMapping } from '../kinds/columns';
import { ImportKinds } from '../kinds/import-kind';
import type { CreateImportMapping, ImportMappingQuery } from './import-mapping.dto';
import { ImportMapping } from './import-mapping.entity';

/** The mappings of an organisation: each is its own only. */
@Injectable()
export class ImportMappingService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly history: History,
    private readonly kinds: ImportKinds,
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
  ) {}

  /**
   * Keeps a mapping; one of the same kind and name takes its columns.
   * @throws DomainError imports.unknown_kind and what {@link checkMapping} throws
   */
  keep(actor: Actor, { kind: name, ...facts }: CreateImportMapping): Promise<ImportMapping> {
    return this.transactions.run(async (tx) => {
      const kind = this.kinds.find(name);
      if (!kind) throw new DomainError('imports.unknown_kind');
      checkMapping(kind.fields, facts.columns);
      const mapping = { id: newId(), organisationId: actor.organisationId, kind: name, ...facts };
      const [kept] = await tx.sql<ImportMapping>(
        `INSERT INTO import_mappings (id, organisation_id, kind, name, columns, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (organisation_id, kind, name) DO UPDATE SET columns = excluded.columns
         RETURNING id, kind, name, columns, created_at AS "createdAt"`,
        [mapping.id, actor.organisationId, name, facts.name, JSON.stringify(facts.columns), this.clock.now()],
      );
      const keptId = kept?.id ?? mapping.id;
      const happening = { recordType: 'import_mapping', recordId: keptId, event: 'keep', from: null, to: 'kept' };
      this.history.record(tx, { ...happening, by: actor });
      return kept;
    });
  }

  list({ organisationId }: Actor, query: ImportMappingQuery): Promise<Page<ImportMapping>> {
    return this.lists.page<ImportMapping>({
      columns: this.reads.columns(ImportMapping, 'm'),
      from: 'import_mappings m',
      where: new Conditions().add('m.organisation_id = ?', organisationId).addIf(query.kind, 'm.kind = ?'),
      page: query,
      sort: 'createdAt',
      sortBy: 'm.created_at',
      id: 'm.id',
      valueOf: ({ createdAt }) => createdAt,
    });
  }

  /** @throws DomainError imports.unknown_mapping for one of others, or of another kind */
  async columns(tx: Tx, { organisationId }: Actor, kind: string, id: string): Promise<ColumnMapping[]> {
    const mapping = await tx.manager.findOneBy(ImportMapping, { id, organisationId, kind });
    if (!mapping) throw new DomainError('imports.unknown_mapping');
    return mapping.columns;
  }
}
