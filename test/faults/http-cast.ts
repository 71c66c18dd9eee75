import type { Config } from '@nqi/shared/config';
import type { Cast } from '../support/city';
import { type Answer, type Caller, tokenOf } from '../support/client';

/** Nothing may hang: a request that takes longer than this fails its test. */
const PATIENCE_MS = 30_000;

/** The fixed cast as clients of a real api process. */
export function castAt(url: string, config: Config, cast: Cast): Cast {
  const callers = Object.entries(cast).map(([role, who]) => [role, callerAt(url, config, who)]);
  return Object.fromEntries(callers) as Cast;
}

/** Somebody who calls an api process by HTTP. */
export function callerAt(url: string, config: Config, who: Pick<Caller, 'userId' | 'organisationId'>): Caller {
  return callerWith(url, who.userId ? tokenOf(config, who.userId) : null, who);
}

/** @param token as sign-in gave it; null for a caller who is not signed in */
export function callerWith(
  url: string,
  token: string | null,
  { userId, organisationId } = { userId: '', organisationId: '' },
): Caller {
  const send = async (method: string, path: string, body?: unknown, extra = {}): Promise<Answer> => {
    const answer = await fetch(new URL(path, url), {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...extra,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const raw = Buffer.from(await answer.arrayBuffer());
    const headers = Object.fromEntries(answer.headers.entries());
    const isJson = headers['content-type']?.includes('json');
    return { status: answer.status, body: isJson ? JSON.parse(raw.toString()) : raw.toString(), headers, raw };
  };
  return {
    userId,
    organisationId,
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body, headers) => send('POST', path, body, headers),
    patch: (path, body, headers) => send('PATCH', path, body, headers),
    put: (path, body, headers) => send('PUT', path, body, headers),
  };
}
