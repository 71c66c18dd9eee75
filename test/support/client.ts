import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { UserService } from '@nqi/platform/identity';
import { type Config } from '@nqi/shared/config';
import jwt from 'jsonwebtoken';
import { DataSource } from 'typeorm';
import { SigningKeys } from '../../libs/platform/identity/src/access/signing-keys';

/** An answer as a client sees it. */
export interface Answer {
  status: number;
  // Tests read what they expect to be there; a wrong expectation fails the test.
  body: any;
  headers: Record<string, string | undefined>;
  raw: Buffer;
}

export interface RequestOptions {
  body?: unknown;
  headers?: Record<string, string>;
}

type Verb = (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;

/** Somebody who calls the api, signed in or not. */
export interface Caller {
  /** Id of the person; empty for a caller who is not signed in. */
  userId: string;
  organisationId: string;
  get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  post: Verb;
  patch: Verb;
  put: Verb;
}

export function callerOf(
  app: NestFastifyApplication,
  token: string | null,
  who = { userId: '', organisationId: '' },
): Caller {
  const send = async (
    method: 'GET' | 'POST' | 'PATCH' | 'PUT',
    url: string,
    body?: unknown,
    headers = {},
  ): Promise<Answer> => {
    const authorization = token ? { authorization: `Bearer ${token}` } : {};
    const payload = body === undefined ? {} : { payload: body as object };
    const answer = await app.inject({ method, url, headers: { ...authorization, ...headers }, ...payload });
    const isJson = String(answer.headers['content-type']).includes('json');
    return {
      status: answer.statusCode,
      body: isJson ? answer.json() : answer.body,
      headers: answer.headers as Record<string, string>,
      raw: answer.rawPayload,
    };
  };
  return {
    ...who,
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body, headers) => send('POST', path, body, headers),
    patch: (path, body, headers) => send('PATCH', path, body, headers),
    put: (path, body, headers) => send('PUT', path, body, headers),
  };
}

/**
 * A token as sign-in would issue it, of a session with the person's own id, see {@link openSession}; sign-in itself has
 * its own tests and costs an argon2 hash.
 */
export function tokenOf(config: Config, userId: string, sid = userId): string {
  const keyid = new SigningKeys(config).signingKid;
  const options = { algorithm: 'ES256', subject: userId, issuer: 'nqi', audience: 'nqi-api', expiresIn: 3600 } as const;
  return jwt.sign({ sid }, config.JWT_PRIVATE_KEY, { ...options, keyid });
}

/** The session of {@link tokenOf}. */
export async function openSession(db: DataSource, userId: string): Promise<void> {
  await db.query(
    `INSERT INTO sessions (id, user_id, refresh_hash, created_at, last_used_at, expires_at)
     VALUES ($1, $1, '', now(), now(), now() + interval '1 day') ON CONFLICT (id) DO NOTHING`,
    [userId],
  );
}

/** Signs in the person with this phone. */
export async function signIn(app: NestFastifyApplication, config: Config, phone: string): Promise<Caller> {
  const user = await app.get(UserService).byPhone(phone);
  if (!user) throw new Error(`nobody has the phone ${phone}`);
  await openSession(app.get(DataSource), user.id);
  const caller = callerOf(app, tokenOf(config, user.id));
  const { body } = await caller.get('/v1/me');
  return callerOf(app, tokenOf(config, user.id), { userId: user.id, organisationId: body.organisationId });
}
