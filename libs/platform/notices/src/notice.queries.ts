import { Injectable } from '@nestjs/common';
import type { Person } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { PreparedReads, Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import type { NoticeQuery } from './notice.dto';
import { Notice } from './notice.entity';

/** Who left an organisation reads no more of what its members were told. */
export const STILL_MEMBER = `(n.organisation_id IS NULL OR EXISTS (
  SELECT FROM memberships m WHERE m.user_id = n.recipient_id AND m.organisation_id = n.organisation_id AND m.state = 'active'))`;

/** A person's own notices, of all their organisations. */
@Injectable()
export class NoticeQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  list({ userId }: Person, { unread, organisationId, ...page }: NoticeQuery): Promise<Page<Notice>> {
    const where = new Conditions().add('n.recipient_id = ?', userId).add(STILL_MEMBER);
    where.addIf(organisationId, 'n.organisation_id = ?');
    if (unread) where.add(`n.read_at IS ${unread === 'true' ? '' : 'NOT '}NULL`);
    return this.lists.page<Notice>({
      columns: this.reads.columns(Notice, 'n'),
      from: 'notices n',
      where,
      page,
      sort: '-createdAt',
      sortBy: 'n.created_at',
      id: 'n.id',
      valueOf: ({ createdAt }) => createdAt,
    });
  }

  /** @throws DomainError record.not_found */
  async get({ userId }: Person, id: string): Promise<Notice> {
    const columns = this.reads.columns(Notice, 'n');
    const text = `SELECT ${columns} FROM notices n WHERE n.id = $1 AND n.recipient_id = $2 AND ${STILL_MEMBER}`;
    const [notice] = await this.reads.rows<Notice>({ name: 'notice', text }, [id, userId]);
    if (!notice) throw new DomainError('record.not_found');
    return notice;
  }

  /** Counts no further than `most`. */
  async unread({ userId }: Person, most: number): Promise<number> {
    const text = `SELECT count(*)::int AS count FROM (SELECT FROM notices n
      WHERE n.recipient_id = $1 AND n.read_at IS NULL AND ${STILL_MEMBER} LIMIT $2) AS unread`;
    const [row] = await this.reads.rows<{ count: number }>({ name: 'unread_notices', text }, [userId, most]);
    return row?.count ?? 0;
  }

  /** Marks one as read. */
  async read(person: Person, id: string): Promise<Notice> {
    await this.transactions.run((tx) =>
      tx.sql('UPDATE notices SET read_at = $3 WHERE id = $1 AND recipient_id = $2 AND read_at IS NULL', [
        ...[id, person.userId, this.clock.now()],
      ]),
    );
    return this.get(person, id);
  }

  /** Marks as read what came until then; all of it without a time. */
  async readAll({ userId }: Person, until?: string): Promise<void> {
    await this.transactions.run((tx) =>
      tx.sql(
        'UPDATE notices SET read_at = $3 WHERE recipient_id = $1 AND created_at <= $2::timestamptz AND read_at IS NULL',
        [...[userId, until ?? 'infinity', this.clock.now()]],
      ),
    );
  }
}
