import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '@nqi/shared/audit';
import { CONFIG, type Config } from '@nqi/shared/config';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { IsNull, MoreThan } from 'typeorm';
import { firstSecret, hashOf, nextSecret, readToken, refreshKey, writeToken } from './refresh-tokens';
import { Session, type SessionEnd } from './session.entity';

/** Where a sign-in comes from, as the list of sessions shows it. */
export interface Device {
  userAgent: string | null;
  address: string;
}

/** A session with the refresh token that is good for it now. */
export interface OpenSession {
  id: string;
  userId: string;
  refreshToken: string;
}

/** A person has few devices; who has more sees the latest. */
const LISTED = 100;
const DAY_MS = 86_400_000;
/** A session ends after this long without use. */
const IDLE_MS = 30 * DAY_MS;
/** For this long a second factor that was given is not asked for again. */
const STEPPED_UP_MS = 600_000;
/** For this long the token before still answers, with the same successor. */
const GRACE_MS = 10_000;

/** Sign-ins and their refresh tokens. Their times are the machine's, not those of the injected clock. */
@Injectable()
export class SessionService {
  private readonly key: Buffer;

  constructor(
    private readonly transactions: Transactions,
    private readonly audit: Audit,
    @Inject(CONFIG) { APP_SECRET }: Config,
  ) {
    this.key = refreshKey(APP_SECRET);
  }

  async begin(tx: Tx, userId: string, { userAgent, address }: Device): Promise<OpenSession> {
    const [id, secret, now] = [newId(), firstSecret(), new Date()];
    await tx.manager.insert(Session, {
      ...{ id, userId, refreshHash: hashOf(secret), userAgent: userAgent?.slice(0, 200) ?? null, address },
      ...{ createdAt: now, lastUsedAt: now, expiresAt: new Date(now.getTime() + IDLE_MS) },
    });
    this.remember(tx, { id, userId }, 'sign_in');
    return { id, userId, refreshToken: writeToken(id, secret) };
  }

  /**
   * Takes a refresh token for its successor. An older token than the last one ends the whole family: somebody has a copy.
   * @throws DomainError access.session_over, access.refresh_reused
   */
  async refresh(token: string): Promise<OpenSession> {
    const given = readToken(token);
    if (!given) throw new DomainError('access.session_over');
    const outcome = await this.transactions.run((tx) => this.rotate(tx, given));
    // Thrown outside, so that the end of the family is committed.
    if (outcome === 'reused') throw new DomainError('access.refresh_reused');
    return outcome;
  }

  /** The sessions of a person that are still good, the latest first. */
  open(userId: string): Promise<Session[]> {
    return this.transactions.manager.find(Session, {
      where: { userId, endedAt: IsNull(), expiresAt: MoreThan(new Date()) },
      order: { lastUsedAt: 'DESC', id: 'DESC' },
      take: LISTED,
    });
  }

  /** Ends one session of a person, unless it is over. @throws DomainError record.not_found */
  async end(userId: string, id: string, reason: SessionEnd): Promise<void> {
    await this.transactions.run(async (tx) => {
      const session = await tx.manager.findOne(Session, { where: { id, userId }, lock: { mode: 'pessimistic_write' } });
      if (!session) throw new DomainError('record.not_found');
      if (session.endedAt) return;
      await close(tx, id, reason);
      this.remember(tx, session, reason);
    });
  }

  /** Ends all sessions of a person, on every device. */
  async endAll(userId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const ended = await tx.sql<{ id: string }>(
        `UPDATE sessions SET ended_at = $2, end_reason = 'revoked' WHERE user_id = $1 AND ended_at IS NULL RETURNING id`,
        [userId, new Date()],
      );
      this.remember(tx, { id: null, userId }, 'revoked', { sessions: ended.length });
    });
  }

  /** Ends the sessions of a person, all but the one named. @returns how many */
  async endOthers(tx: Tx, userId: string, kept?: string): Promise<number> {
    const ended = await tx.sql(
      `UPDATE sessions SET ended_at = $2, end_reason = 'revoked'
       WHERE user_id = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $3::uuid RETURNING id`,
      [userId, new Date(), kept ?? null],
    );
    return ended.length;
  }

  /** The second factor was given. @returns until when it is believed */
  async stepUp(tx: Tx, id: string): Promise<Date> {
    const steppedUpUntil = new Date(Date.now() + STEPPED_UP_MS);
    await tx.manager.update(Session, { id }, { steppedUpUntil });
    return steppedUpUntil;
  }

  private async rotate(
    tx: Tx,
    { sessionId, secret }: { sessionId: string; secret: string },
  ): Promise<OpenSession | 'reused'> {
    const where = { id: sessionId };
    const session = await tx.manager.findOne(Session, { where, lock: { mode: 'pessimistic_write' } });
    const now = new Date();
    if (!session || session.endedAt || session.expiresAt <= now) throw new DomainError('access.session_over');
    const [hash, successor] = [hashOf(secret), nextSecret(this.key, secret)];
    const open = { id: sessionId, userId: session.userId, refreshToken: writeToken(sessionId, successor) };
    if (hash === session.refreshHash) {
      const expiresAt = new Date(now.getTime() + IDLE_MS);
      const next = { refreshHash: hashOf(successor), previousHash: hash, rotatedAt: now, lastUsedAt: now, expiresAt };
      await tx.manager.update(Session, where, next);
      this.remember(tx, session, 'refreshed');
      return open;
    }
    if (hash === session.previousHash && isRecent(session.rotatedAt, now)) return open;
    await close(tx, sessionId, 'refresh_reused');
    this.remember(tx, session, 'refresh_reused');
    return 'reused';
  }

  /** Whoever holds the token of a session counts as its person. */
  private remember(
    tx: Tx,
    { id, userId }: { id: string | null; userId: string },
    event: 'sign_in' | 'refreshed' | SessionEnd,
    details: Record<string, unknown> = {},
  ): void {
    const record = { recordType: id ? 'session' : 'user', recordId: id ?? userId };
    this.audit.record(tx, { event, ...record, actorId: userId, sessionId: id ?? undefined, details });
  }
}

function isRecent(rotatedAt: Date | null, now: Date): boolean {
  return rotatedAt !== null && now.getTime() - rotatedAt.getTime() <= GRACE_MS;
}

async function close(tx: Tx, id: string, endReason: SessionEnd): Promise<void> {
  await tx.manager.update(Session, { id }, { endedAt: new Date(), endReason });
}
