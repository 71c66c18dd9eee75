import { Injectable } from '@nestjs/common';
import { escapeLike, PreparedReads, Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import type { Person } from '../actor';
import type { OrganisationQuery } from './organisation.dto';
import { Organisation } from './organisation.entity';
import { canSee, seesUnclaimed } from './organisation.policy';
import { normaliseUscc } from './uscc';

/** The directory: names and codes of organisations are public register facts. */
@Injectable()
export class OrganisationQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
    private readonly transactions: Transactions,
  ) {}

  list(person: Person, query: OrganisationQuery): Promise<Page<Organisation>> {
    const where = new Conditions()
      .addIf(query.capability, 'o.capabilities @> ARRAY[?]')
      .addIf(query.state, 'o.state = ?');
    if (!seesUnclaimed(person)) where.add(`o.state <> 'unclaimed'`);
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

  async get(person: Person, id: string): Promise<Organisation> {
    const organisation = await this.transactions.manager.findOneBy(Organisation, { id });
    if (!organisation || !canSee(person, organisation)) throw new DomainError('record.not_found');
    return organisation;
  }
}
