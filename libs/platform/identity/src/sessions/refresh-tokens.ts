import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { isId } from '@nqi/shared/ids';

/** A refresh token names its session and carries a secret: `{session id}.{43 characters}`. */
const FORM = /^([0-9a-f-]{36})\.([\w-]{43})$/;

/** The key from which the secrets of a family follow, made of the server's secret. */
export function refreshKey(appSecret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', appSecret, '', 'refresh tokens', 32));
}

export function firstSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * The secret that follows another. It depends on nothing else, so that whoever sends the same token twice within the
 * grace (an answer was lost, a page asked fifty times) gets the same successor; without the key nobody can compute it.
 */
export function nextSecret(key: Buffer, secret: string): string {
  return createHmac('sha256', key).update(secret).digest('base64url');
}

export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

export function writeToken(sessionId: string, secret: string): string {
  return `${sessionId}.${secret}`;
}

/** @returns null for what cannot be a refresh token of ours */
export function readToken(token: string): { sessionId: string; secret: string } | null {
  const [, sessionId, secret] = FORM.exec(token) ?? [];
  return sessionId && secret && isId(sessionId) ? { sessionId, secret } : null;
}
