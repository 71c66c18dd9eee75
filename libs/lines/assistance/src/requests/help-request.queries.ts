import { Injectable } from '@nestjs/common';
import { type Actor, regulatedPrefixes } from '@nqi/platform/identity';
import { PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { type Conditions, Lists, type Page } from '@nqi/shared/http';
import { type ClockFacts, ClockQueries } from '../clocks/clock.queries';
import { MessageQueries } from '../messages/message.queries';
import type { HelpRequestQuery } from './help-request.dto';
import { HelpRequest } from './help-request.entity';
import { canSee } from './visibility.policy';
import { visibleTo } from './visibility.queries';

/** What a list shows of a request and what its rights depend on; descriptions and answers stay where they are. */
const LISTED = [
  ...([
    'id',
    'number',
    'state',
    'type',
    'priority',
    'category',
    'industry',
    'title',
    'isPublic',
    'isAnonymous',
  ] as const),
  ...(['wantedExperts', 'openPlaces', 'assigneeIds', 'requesterOrganisationId', 'districtCode', 'round'] as const),
  ...(['reopenings', 'isCallbackDue', 'submittedAt', 'firstRespondedAt', 'resolvedAt', 'closedAt'] as const),
  ...(['version', 'createdAt', 'updatedAt'] as const),
];

/** A request with what its clocks say, whole or as a list has it. */
export type HelpRequestRecord = HelpRequest & ClockFacts;
export type ListedRequest = Pick<HelpRequest, (typeof LISTED)[number]> & ClockFacts & { unreadCount: number };

const WITH_CLOCK = `help_requests r
  JOIN help_request_clocks d ON d.help_request_id = r.id AND d.kind = 'answer' AND d.is_current`;

/** Late, and still missing. */
const OVERDUE = `r.id IN (
  SELECT c.help_request_id FROM help_request_clocks c
  JOIN help_request_clock_events e ON e.clock_id = c.id AND e.kind = 'breach'
  WHERE c.is_current AND c.stopped_at IS NULL)`;

@Injectable()
export class HelpRequestQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
    private readonly clocks: ClockQueries,
    private readonly messages: MessageQueries,
  ) {}

  async list(actor: Actor, query: HelpRequestQuery): Promise<Page<ListedRequest>> {
    const { items, nextCursor } = await this.page(actor, query);
    const facts = await this.clocks.facts(items.map(({ id }) => id));
    const unread = await this.messages.unread(actor, items);
    return {
      items: items.map((item) => ({ ...item, ...facts(item.id), unreadCount: unread.get(item.id) ?? 0 })),
      nextCursor,
    };
  }

  async get(actor: Actor, id: string): Promise<HelpRequestRecord> {
    const request = await this.reread(id);
    if (!canSee(actor, request, regulatedPrefixes(actor))) throw new DomainError('record.not_found');
    return request;
  }

  /** For the answer to somebody who has just acted, and may see less of it from now on. */
  async reread(id: string): Promise<HelpRequestRecord> {
    const text = `SELECT ${this.reads.columns(HelpRequest, 'r')} FROM help_requests r WHERE r.id = $1`;
    const [request] = await this.reads.rows<HelpRequest>({ name: 'help_request', text }, [id]);
    if (!request) throw new DomainError('record.not_found');
    return { ...request, ...(await this.clocks.facts([id]))(id) };
  }

  private page(actor: Actor, query: HelpRequestQuery): Promise<Page<ListedRequest & { dueAt?: Date }>> {
    const sort = query.sort ?? '-createdAt';
    const isByDue = sort.endsWith('answerDueAt');
    return this.lists.page<ListedRequest & { dueAt?: Date }>({
      columns: `${this.reads.columns(HelpRequest, 'r', LISTED)}${isByDue ? ', d.due_at AS "dueAt"' : ''}`,
      from: isByDue ? WITH_CLOCK : 'help_requests r',
      where: filtered(visibleTo(actor, query), actor, query),
      page: query,
      sort,
      sortBy: isByDue ? 'd.due_at' : 'r.created_at',
      id: 'r.id',
      valueOf: ({ dueAt, createdAt }) => dueAt ?? createdAt,
    });
  }
}

function filtered(where: Conditions, actor: Actor, query: HelpRequestQuery): Conditions {
  where
    .addIf(query.state, 'r.state = ?')
    .addIf(query.type, 'r.type = ?')
    .addIf(query.priority, 'r.priority = ?')
    .addIf(query.category, 'r.category = ?')
    .addIf(query.number, 'r.number = ?');
  if (query.requesterOrganisationId) askedBy(where, actor, query.requesterOrganisationId);
  if (query.overdue) where.add(OVERDUE);
  if (query.callbackDue) where.add(actor.roles.has('operator') ? 'r.is_callback_due' : 'false');
  return where.asked(query.q, 'r.terms');
}

/** Who looks for the requests of somebody must not find those that hide who asks. */
function askedBy(where: Conditions, actor: Actor, organisationId: string): void {
  where.add('r.requester_organisation_id = ?', organisationId);
  const mayKnow = actor.roles.has('operator') || organisationId === actor.organisationId;
  if (!mayKnow) where.add('NOT r.is_anonymous');
}
