import { Injectable } from '@nestjs/common';
import { PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import { administers, type Person } from '../actor';
import type { JoinRequestQuery } from './join-request.dto';
import { JoinRequest, type JoinRequestRow } from './join-request.entity';
import { canSee } from './join-request.policy';

const FROM = 'join_requests r JOIN users u ON u.id = r.user_id JOIN organisations o ON o.id = r.organisation_id';

/** The requests of a person, and those on which the person decides. */
@Injectable()
export class JoinRequestQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
  ) {}

  list(person: Person, query: JoinRequestQuery): Promise<Page<JoinRequestRow>> {
    return this.lists.page<JoinRequestRow>({
      columns: this.columns(),
      from: FROM,
      where: visibleTo(person).addIf(query.state, 'r.state = ?'),
      page: query,
      sort: '-createdAt',
      sortBy: 'r.created_at',
      id: 'r.id',
      valueOf: ({ createdAt }) => createdAt,
    });
  }

  async get(person: Person, id: string): Promise<JoinRequestRow> {
    const text = `SELECT ${this.columns()} FROM ${FROM} WHERE r.id = $1`;
    const [row] = await this.reads.rows<JoinRequestRow>({ name: 'join_request', text }, [id]);
    if (!row || !canSee(person, row)) throw new DomainError('record.not_found');
    return row;
  }

  /** What an import called an enterprise is not shown to whoever claims to be it. */
  private columns(): string {
    const name = 'CASE WHEN r.is_claim THEN r.stated_name ELSE o.name END AS "organisationName"';
    return `${this.reads.columns(JoinRequest, 'r')}, u.name, ${name}`;
  }
}

/** The SQL twin of the policy's `canSee`. */
function visibleTo(person: Person): Conditions {
  const { userId, organisationId, roles } = person;
  const where = new Conditions().or('r.user_id = ?', userId);
  if (roles.has('operator')) where.or('r.is_claim');
  if (organisationId !== null && administers(person, organisationId)) {
    where.or('r.organisation_id = ? AND NOT r.is_claim', organisationId);
  }
  return where;
}
