import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { columnsOf, insertMany, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { IsNull } from 'typeorm';
import { Expert } from '../experts/expert.entity';
import type { HelpRequest } from '../requests/help-request.entity';
import { type Candidacy, refusalOf } from './candidacy';
import { Claim, type ClaimEnding } from './claim.entity';

type Origin = Claim['origin'];

/** So many other requests are offered to an expert who came too late. */
const OFFERS = 5;

/** Gives and takes back the places of a request that the caller has locked; experts are locked after it, in id order. */
@Injectable()
export class ClaimService {
  constructor(private readonly clock: Clock) {}

  /**
   * The person claims a place.
   * @throws DomainError assistance.all_places_taken, assistance.expert_not_active, assistance.conflict_of_interest,
   * assistance.served_before, assistance.field_mismatch, assistance.load_limit
   */
  async claim(tx: Tx, request: HelpRequest, userId: string): Promise<Expert> {
    const [expert] = await this.lock(tx, `user_id = ANY ($1) AND state <> 'retired'`, [userId]);
    if (!expert) throw new DomainError('assistance.expert_not_active', { expertState: null, validUntil: null });
    if (request.openPlaces === 0) {
      const { wantedExperts } = request;
      throw new DomainError('assistance.all_places_taken', { wantedExperts, openInstead: await openTo(tx, expert) });
    }
    await this.take(tx, request, expert, 'claim');
    return expert;
  }

  /**
   * An operator gives places to experts.
   * @throws DomainError assistance.unknown_expert, assistance.too_many_experts, and what refuses a claim but the field
   */
  async assign(tx: Tx, request: HelpRequest, expertIds: readonly string[]): Promise<void> {
    const { wantedExperts, openPlaces } = request;
    if (expertIds.length > openPlaces) {
      throw new DomainError('assistance.too_many_experts', { wantedExperts, openPlaces });
    }
    const experts = await this.lock(tx, 'id = ANY ($1)', expertIds);
    const known = new Set(experts.map(({ id }) => id));
    const unknown = expertIds.filter((id) => !known.has(id));
    if (unknown.length > 0) throw new DomainError('assistance.unknown_expert', { expertIds: unknown });
    for (const expert of experts) await this.take(tx, request, expert, 'assignment');
  }

  /**
   * Places are given back. Who served a request to its end stays its assignee and may go on reading it.
   * @param userId of the only expert who leaves; default: all
   */
  async end(tx: Tx, request: HelpRequest, ending: ClaimEnding, userId?: string): Promise<void> {
    const ended = await tx.sql<{ userId: string }>(
      `UPDATE help_request_claims c SET ended_at = $2, ending = $3 FROM experts e
       WHERE e.id = c.expert_id AND c.help_request_id = $1 AND c.ended_at IS NULL AND ($4::uuid IS NULL OR e.user_id = $4)
       RETURNING e.user_id AS "userId"`,
      [request.id, this.clock.now(), ending, userId ?? null],
    );
    request.openPlaces += ended.length;
    if (ending === 'done') return;
    const left = new Set(ended.map((one) => one.userId));
    request.assigneeIds = request.assigneeIds.filter((id) => !left.has(id));
  }

  /** The profile with which a person serves or served this request. */
  async expertOf(tx: Tx, { id }: HelpRequest, userId: string | null): Promise<Expert | null> {
    const columns = columnsOf(tx.manager.connection, Expert, 'e');
    const [expert] = await tx.sql<Expert>(
      `SELECT ${columns} FROM help_request_claims c JOIN experts e ON e.id = c.expert_id
       WHERE c.help_request_id = $1 AND e.user_id = $2 ORDER BY c.id DESC LIMIT 1`,
      [id, userId],
    );
    return expert ?? null;
  }

  private async take(tx: Tx, request: HelpRequest, expert: Expert, origin: Origin): Promise<void> {
    const refusal = refusalOf(await this.candidacy(tx, request, expert), origin);
    if (refusal) throw refusal;
    const held = await tx.manager.findBy(Claim, { helpRequestId: request.id, endedAt: IsNull() });
    const places = new Set(held.map(({ place }) => place));
    let place = 1;
    while (places.has(place)) place += 1;
    const claim: Claim = {
      ...{ id: newId(), helpRequestId: request.id, expertId: expert.id, place, origin },
      ...{ claimedAt: this.clock.now(), endedAt: null, ending: null },
    };
    // The row is locked; the unique place says so once more, whoever forgets the lock.
    const inserted = await insertMany(tx, Claim, [claim]);
    if (place > request.wantedExperts || !inserted.has(claim.id)) {
      throw new DomainError('assistance.all_places_taken', { wantedExperts: request.wantedExperts, openInstead: [] });
    }
    request.openPlaces -= 1;
    request.assigneeIds = [...request.assigneeIds.filter((id) => id !== expert.userId), expert.userId];
  }

  private async candidacy(tx: Tx, request: HelpRequest, expert: Expert): Promise<Candidacy> {
    const memberships = await tx.sql<{ organisationId: string; state: 'active' | 'ended' }>(
      'SELECT organisation_id AS "organisationId", state FROM memberships WHERE user_id = $1',
      [expert.userId],
    );
    const earlier = await tx.sql<{ ending: ClaimEnding }>(
      'SELECT ending FROM help_request_claims WHERE help_request_id = $1 AND expert_id = $2 AND ended_at IS NOT NULL',
      [request.id, expert.id],
    );
    const inHand = await tx.sql<Candidacy['inHand'][number]>(
      `SELECT r.id, r.number, r.title FROM help_request_claims c JOIN help_requests r ON r.id = c.help_request_id
       WHERE c.expert_id = $1 AND c.ended_at IS NULL ORDER BY c.id`,
      [expert.id],
    );
    const isMember = memberships.some(
      ({ organisationId, state }) => state === 'active' && organisationId === expert.organisationId,
    );
    return {
      ...{ expert, request, inHand, isMember, today: this.clock.today() },
      organisationIds: [expert.organisationId, ...memberships.map(({ organisationId }) => organisationId)],
      endings: earlier.map(({ ending }) => ending),
    };
  }

  /** Locked, so that the load of an expert who claims two requests at once is counted twice. */
  private lock(tx: Tx, where: string, ids: readonly string[]): Promise<Expert[]> {
    const columns = columnsOf(tx.manager.connection, Expert, 'e');
    return tx.sql<Expert>(`SELECT ${columns} FROM experts e WHERE e.${where} ORDER BY e.id FOR NO KEY UPDATE`, [
      [...ids],
    ]);
  }
}

/** What an expert could serve instead. */
function openTo(tx: Tx, { fields, avoidOrganisationIds, organisationId }: Expert): Promise<object[]> {
  return tx.sql(
    `SELECT id, number, title, category FROM help_requests
     WHERE is_public AND state IN ('open', 'assigned') AND open_places > 0 AND category = ANY ($1)
       AND requester_organisation_id <> ALL ($2)
     ORDER BY created_at, id LIMIT ${OFFERS}`,
    [fields, [...avoidOrganisationIds, organisationId]],
  );
}
