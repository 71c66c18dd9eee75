import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** The key by which invited phones are recognised, made of the server's secret. */
export function invitationKey(appSecret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', appSecret, '', 'invited phones', 32));
}

/** Recognises a phone without holding it. Keyed, because there are few enough phones to try them all. */
export function phoneKey(key: Buffer, phone: string): string {
  return createHmac('sha256', key).update(phone).digest('hex');
}

/** `13800138001` → `138****8001`. */
export function phoneHint(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

/** 256 random bits in 43 characters. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
