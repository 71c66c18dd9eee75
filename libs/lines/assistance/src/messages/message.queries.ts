import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page, type PageQuery } from '@nqi/shared/http';
import { readsInternal } from '../requests/help-request.policy';
import { type Involved, takesPart } from '../requests/visibility.policy';
import { Message } from './message.entity';

type Request = Involved & { readonly id: string };

/** What is said in conversations that the actor takes part in. */
@Injectable()
export class MessageQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
  ) {}

  /** The caller has made sure that the actor takes part. */
  list(actor: Actor, request: Request, page: PageQuery & { sort?: string }): Promise<Page<Message>> {
    const where = new Conditions().add('m.help_request_id = ?', request.id);
    if (!readsInternal(actor, request)) where.add('NOT m.is_internal');
    return this.lists.page<Message>({
      columns: this.reads.columns(Message, 'm'),
      from: 'help_request_messages m',
      where,
      page,
      sort: page.sort ?? 'sentAt',
      sortBy: 'm.sent_at',
      id: 'm.id',
      valueOf: ({ sentAt }) => sentAt,
    });
  }

  /** A message that has just been written. */
  async get(id: string): Promise<Message> {
    const text = `SELECT ${this.reads.columns(Message, 'm')} FROM help_request_messages m WHERE m.id = $1`;
    const [message] = await this.reads.rows<Message>({ name: 'help_request_message', text }, [id]);
    if (!message) throw new DomainError('record.not_found');
    return message;
  }

  /** How many messages of others the actor has not read, for each of these requests that has any: one query for a page. */
  async unread(actor: Actor, requests: readonly Request[]): Promise<Map<string, number>> {
    const own = requests.filter((request) => takesPart(actor, request));
    if (own.length === 0) return new Map();
    const internal = own.filter((request) => readsInternal(actor, request));
    const rows = await this.reads.rows<{ id: string; count: number }>(UNREAD, [
      own.map(({ id }) => id),
      actor.userId,
      internal.map(({ id }) => id),
    ]);
    return new Map(rows.map(({ id, count }) => [id, count]));
  }
}

const UNREAD = {
  name: 'help_request_unread',
  text: `SELECT m.help_request_id AS id, count(*)::int AS count
         FROM help_request_messages m
         LEFT JOIN help_request_reads r ON r.help_request_id = m.help_request_id AND r.user_id = $2
         WHERE m.help_request_id = ANY ($1) AND m.author_id <> $2 AND m.position > coalesce(r.position, 0)
           AND (NOT m.is_internal OR m.help_request_id = ANY ($3))
         GROUP BY m.help_request_id`,
};
