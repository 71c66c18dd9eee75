import { Injectable } from '@nestjs/common';
import { PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import type { Actor, Person } from '../actor';
import type { MembershipQuery } from './membership.dto';
import { Membership, type MembershipRow } from './membership.entity';
import { canSee } from './membership.policy';

const FROM = 'memberships m JOIN users u ON u.id = m.user_id';

/** The people of the actor's own organisation. */
@Injectable()
export class MembershipQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
  ) {}

  list({ organisationId }: Actor, query: MembershipQuery): Promise<Page<MembershipRow>> {
    return this.lists.page<MembershipRow>({
      columns: this.columns(),
      from: FROM,
      where: new Conditions().add('m.organisation_id = ?', organisationId).add('m.state = ?', query.state),
      page: query,
      sort: 'createdAt',
      sortBy: 'm.created_at',
      id: 'm.id',
      valueOf: ({ createdAt }) => createdAt,
    });
  }

  async get(person: Person, id: string): Promise<MembershipRow> {
    const text = `SELECT ${this.columns()} FROM ${FROM} WHERE m.id = $1`;
    const [row] = await this.reads.rows<MembershipRow>({ name: 'membership', text }, [id]);
    if (!row || !canSee(person, row)) throw new DomainError('record.not_found');
    return row;
  }

  private columns(): string {
    return `${this.reads.columns(Membership, 'm')}, u.name`;
  }
}
