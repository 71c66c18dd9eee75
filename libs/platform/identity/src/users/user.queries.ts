import { Injectable } from '@nestjs/common';
import { PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import { SHOWN, type UserQuery, type UserRecord } from './user.dto';
import { User } from './user.entity';

const ORGANISATIONS = `(SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name,
    'state', o.state, 'membershipId', m.id, 'capabilities', o.capabilities, 'roles', m.roles) ORDER BY m.created_at, m.id), '[]')
  FROM memberships m JOIN organisations o ON o.id = m.organisation_id WHERE m.user_id = u.id AND m.state = 'active') AS organisations`;

@Injectable()
export class UserQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
  ) {}

  list(query: UserQuery): Promise<Page<UserRecord>> {
    const member = `EXISTS (SELECT FROM memberships m WHERE m.user_id = u.id AND m.state = 'active' AND m.organisation_id = ?)`;
    return this.lists.page<UserRecord>({
      columns: this.columns(),
      from: 'users u',
      where: new Conditions().addIf(query.organisationId, member),
      page: query,
      sort: 'createdAt',
      sortBy: 'u.created_at',
      id: 'u.id',
      valueOf: ({ createdAt }) => createdAt,
    });
  }

  /** @throws DomainError record.not_found */
  async get(id: string): Promise<UserRecord> {
    const text = `SELECT ${this.columns()} FROM users u WHERE u.id = $1`;
    const [user] = await this.reads.rows<UserRecord>({ name: 'user', text }, [id]);
    if (!user) throw new DomainError('record.not_found');
    return user;
  }

  private columns(): string {
    return `${this.reads.columns(User, 'u', SHOWN)}, ${ORGANISATIONS}`;
  }
}
