import { Injectable } from '@nestjs/common';
import { escapeLike, PreparedReads, Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import type { OrganisationQuery } from './organisation.dto';
import { Organisation } from './organisation.entity';
import { normaliseUscc } from './uscc';

/** The directory: names and codes of organisations are public register facts. */
@Injectable()
export class OrganisationQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
    private readonly transactions: Transactions,
  ) {}

  list(query: OrganisationQuery): Promise<Page<Organisation>> {
    const where = new Conditions().addIf(query.capability, 'o.capabilities @> ARRAY[?]');
    if (query.q) where.add("(o.name ILIKE '%' || ? || '%' OR o.uscc = ?)", escapeLike(query.q), normaliseUscc(query.q));
    return this.lists.page<Organisation>({
      columns: this.reads.columns(Organisation, 'o'),
      from: 'organisations o',
      where,
      page: query,
      sort: 'createdAt',
      sortBy: 'o.created_at',
      id: 'o.id',
      valueOf: ({ createdAt }) => createdAt,
    });
  }

  async get(id: string): Promise<Organisation> {
    const organisation = await this.transactions.manager.findOneBy(Organisation, { id });
    if (!organisation) throw new DomainError('record.not_found');
    return organisation;
  }
}
