import { Injectable } from '@nestjs/common';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { IsNull, MoreThan } from 'typeorm';
import type { Actor } from '../actor';
import type { CreateApiKey } from './api-key.dto';
import { ApiKey } from './api-key.entity';
import { hashOfKey, newKey } from './key-secret';

/** An organisation has a handful of systems; more keys than this are forgotten ones. */
const MOST_KEYS = 20;
const DAY_MS = 86_400_000;
/** The keys that a list shows: all good ones, and the ended ones of late. */
const LISTED = 100;

/** A key with its secret, which only its maker sees, once. */
export interface FreshKey {
  record: ApiKey;
  key: string;
}

/** Keys of an organisation's systems. Their times are the machine's, not those of the injected clock. */
@Injectable()
export class ApiKeyService {
  constructor(private readonly transactions: Transactions) {}

  /** The latest first. */
  list({ organisationId }: Actor): Promise<ApiKey[]> {
    const order = { createdAt: 'DESC', id: 'DESC' } as const;
    return this.transactions.manager.find(ApiKey, { where: { organisationId }, order, take: LISTED });
  }

  /** @throws DomainError record.not_found */
  async get({ organisationId }: Actor, id: string): Promise<ApiKey> {
    const key = await this.transactions.manager.findOneBy(ApiKey, { id, organisationId });
    if (!key) throw new DomainError('record.not_found');
    return key;
  }

  /** @throws DomainError identity.too_many_keys, identity.key_name_taken */
  create({ userId, organisationId }: Actor, { name, scopes, expiresInDays }: CreateApiKey): Promise<FreshKey> {
    return this.transactions.run(async (tx) => {
      await this.assertRoom(tx, organisationId, name);
      const [id, now] = [newId(), new Date()];
      const key = newKey(id);
      const record: ApiKey = {
        ...{ id, organisationId, createdById: userId, name, scopes, secretHash: hashOfKey(key), createdAt: now },
        expiresAt: new Date(now.getTime() + expiresInDays * DAY_MS),
        ...{ rotatedAt: null, lastUsedAt: null, lastUsedAddress: null, revokedAt: null, revokedById: null },
      };
      await tx.manager.insert(ApiKey, record);
      return { record, key };
    });
  }

  /** Another secret for the same key; the one before is over. @throws DomainError record.not_found, identity.key_over */
  rotate(actor: Actor, id: string): Promise<FreshKey> {
    return this.transactions.run(async (tx) => {
      const record = await this.locked(tx, actor, id);
      if (record.revokedAt || record.expiresAt <= new Date()) throw new DomainError('identity.key_over');
      const key = newKey(id);
      const change = { secretHash: hashOfKey(key), rotatedAt: new Date() };
      await tx.manager.update(ApiKey, { id }, change);
      return { record: { ...record, ...change }, key };
    });
  }

  /** Ends a key, unless it is over. @throws DomainError record.not_found */
  async revoke(actor: Actor, id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const { revokedAt } = await this.locked(tx, actor, id);
      if (revokedAt) return;
      await tx.manager.update(ApiKey, { id }, { revokedAt: new Date(), revokedById: actor.userId });
    });
  }

  private async locked(tx: Tx, { organisationId }: Actor, id: string): Promise<ApiKey> {
    const lock = { mode: 'pessimistic_write' } as const;
    const key = await tx.manager.findOne(ApiKey, { where: { id, organisationId }, lock });
    if (!key) throw new DomainError('record.not_found');
    return key;
  }

  /** Keys that are made at once are counted one by one: the organisation's row is locked. */
  private async assertRoom(tx: Tx, organisationId: string, name: string): Promise<void> {
    await tx.sql('SELECT id FROM organisations WHERE id = $1 FOR NO KEY UPDATE', [organisationId]);
    const where = { organisationId, revokedAt: IsNull(), expiresAt: MoreThan(new Date()) };
    const good = await tx.manager.findBy(ApiKey, where);
    if (good.length >= MOST_KEYS) throw new DomainError('identity.too_many_keys', { limit: MOST_KEYS });
    if (good.some((key) => key.name === name)) throw new DomainError('identity.key_name_taken');
  }
}
