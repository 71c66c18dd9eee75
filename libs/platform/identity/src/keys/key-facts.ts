import { Injectable } from '@nestjs/common';
import { type PreparedRead, PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { Actor, Capability, Role } from '../actor';
import type { OrganisationState } from '../organisations/organisation.workflow';
import { assertStanding, standingOf } from '../organisations/standing';
import { type KeyScope, neededScope } from './key-scopes';
import { type PresentedKey, readKey } from './key-secret';

interface KeyFact {
  state: OrganisationState;
  userId: string;
  organisationId: string;
  scopes: KeyScope[];
  roles: Role[];
  capabilities: Capability[];
  districtCode: string | null;
}

/** A good key whose maker still belongs to the organisation; their roles are those of today. */
const KEY: PreparedRead = {
  name: 'api_key_facts',
  text: `SELECT k.created_by_id AS "userId", k.organisation_id AS "organisationId", k.scopes, m.roles, o.state, o.capabilities,
           o.district_code AS "districtCode"
         FROM api_keys k
           JOIN users u ON u.id = k.created_by_id AND u.state = 'active'
           JOIN memberships m ON m.user_id = u.id AND m.organisation_id = k.organisation_id AND m.state = 'active'
           JOIN organisations o ON o.id = k.organisation_id
         WHERE k.id = $1 AND k.secret_hash = $2 AND k.revoked_at IS NULL AND k.expires_at > now()`,
};

/** At most one write a minute for each key, whatever many processes it is used at. */
const USED: PreparedRead = {
  name: 'api_key_used',
  text: `UPDATE api_keys SET last_used_at = now(), last_used_address = $2
         WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
};

/** Like sessions, keys are believed for one second. */
const BELIEVED_MS = 1_000;
const NOTED_MS = 60_000;
const BEARER = /^bearer (nqi_[0-9a-f_]{1,200})$/i;

/** Who a key acts for, and whether it may do what it asks for. */
@Injectable()
export class KeyFacts {
  private readonly facts = new LRUCache<string, KeyFact>({ max: 10_000, ttl: BELIEVED_MS });
  private readonly noted = new LRUCache<string, true>({ max: 10_000, ttl: NOTED_MS });

  constructor(private readonly reads: PreparedReads) {}

  /** Whether the request comes with a key instead of a person's token. */
  isPresented({ headers }: FastifyRequest): boolean {
    return /^bearer nqi_/i.test(headers.authorization ?? '');
  }

  /**
   * The maker of the key, acting for the key's organisation.
   * @param route what the route says about keys; undefined: nothing
   * @throws DomainError access.unauthenticated, access.not_a_member, access.not_for_keys, access.key_scope, and
   * what {@link assertStanding} throws
   */
  async actor(request: FastifyRequest, route: { write: KeyScope | null } | undefined): Promise<Actor> {
    const { id, fact } = await this.good(request);
    const needed = route && neededScope(request.method, route.write);
    if (!needed) throw new DomainError('access.not_for_keys');
    if (!fact.scopes.includes(needed)) throw new DomainError('access.key_scope', { needed: [needed] });
    assertStanding(standingOf[fact.state], needed !== 'read');
    await this.note(id, request.ip);
    return actorOf(fact, id);
  }

  private async good({ headers }: FastifyRequest): Promise<{ id: string; fact: KeyFact }> {
    const presented = readKey(BEARER.exec(headers.authorization ?? '')?.[1] ?? '');
    const fact = presented && (await this.known(presented));
    if (!fact) throw new DomainError('access.unauthenticated');
    const named = headers['x-organisation-id'];
    if (named && named !== fact.organisationId) throw new DomainError('access.not_a_member');
    return { id: presented.id, fact };
  }

  private async known({ id, hash }: PresentedKey): Promise<KeyFact | undefined> {
    const known = this.facts.get(hash);
    if (known) return known;
    const [fact] = await this.reads.rows<KeyFact>(KEY, [id, hash]);
    if (fact) this.facts.set(hash, fact);
    return fact;
  }

  private async note(id: string, address: string): Promise<void> {
    if (this.noted.has(id)) return;
    this.noted.set(id, true);
    await this.reads.rows(USED, [id, address]);
  }
}

function actorOf({ userId, organisationId, roles, capabilities, districtCode }: KeyFact, apiKeyId: string): Actor {
  const held = { roles: new Set(roles), capabilities: new Set(capabilities) };
  return { userId, organisationId, districtCode, apiKeyId, ...held };
}
