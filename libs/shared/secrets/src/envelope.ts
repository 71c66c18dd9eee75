import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { KeyRing } from './key-ring';

/** Where a value stands. It is authenticated with the value, so that nobody can move it to another row or column. */
export interface Place {
  /** `table.column` */
  readonly column: string;
  /** Id of the row. */
  readonly id: string;
}

/** `v1.{key id}.{nonce}.{ciphertext}.{tag}`, the last three base64url. */
const FORM = /^v1\.([a-z0-9-]{1,20})\.([\w-]{16})\.([\w-]*)\.([\w-]{22})$/;
const NONCE_BYTES = 12;

/** An envelope that cannot be opened: cut, changed, moved, or made with a key that is not configured. */
export class EnvelopeError extends Error {
  constructor(
    readonly place: Place,
    problem: string,
  ) {
    super(`${place.column} of ${place.id}: ${problem}`);
  }
}

/** The id of the key that a value was encrypted with; null for what is no envelope, which is what stood there before. */
export function keyIdOf(value: string): string | null {
  return FORM.exec(value)?.[1] ?? null;
}

export function seal({ current, keys }: KeyRing, place: Place, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', present(keys, current, place), nonce);
  cipher.setAAD(associated(current, place));
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const parts = [nonce, ciphertext, cipher.getAuthTag()].map((part) => part.toString('base64url'));
  return ['v1', current, ...parts].join('.');
}

/** @throws EnvelopeError for anything that {@link seal} did not write for this very place */
export function open({ keys }: KeyRing, place: Place, envelope: string): string {
  const [, kid = '', ...parts] = FORM.exec(envelope) ?? [];
  if (!kid) throw new EnvelopeError(place, 'not an envelope');
  const key = present(keys, kid, place);
  const [nonce, ciphertext, tag] = parts.map((part) => Buffer.from(part, 'base64url')) as [Buffer, Buffer, Buffer];
  // base64url leaves spare bits in a last character; only the one way in which they were written is believed.
  if (![nonce, ciphertext, tag].every((part, index) => part.toString('base64url') === parts[index])) {
    throw new EnvelopeError(place, 'not an envelope');
  }
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
  decipher.setAAD(associated(kid, place));
  decipher.setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8');
  } catch {
    throw new EnvelopeError(place, 'changed, or moved from another place');
  }
}

export function present(keys: KeyRing['keys'], kid: string, place: Place): Buffer {
  const key = keys.get(kid);
  if (!key) throw new EnvelopeError(place, `encrypted with the key ${kid}, which DATA_KEYS does not hold`);
  return key;
}

export function associated(kid: string, { column, id }: Place): Buffer {
  return Buffer.from(['v1', kid, column, id].join('\n'));
}
