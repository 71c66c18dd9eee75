import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { associated, EnvelopeError, type Place, present } from './envelope';
import type { KeyRing } from './key-ring';

/** What a sealed file begins with; no sheet, picture or document does. */
const MARK = Buffer.from('NQIv1\n');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts a file by the same keys and for a place like a value of a column: mark, key id, line break, nonce, tag,
 * ciphertext. The nonce makes every sealed file another one, even of the same content.
 */
export function sealBytes({ current, keys }: KeyRing, place: Place, content: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', present(keys, current, place), nonce);
  cipher.setAAD(associated(current, place));
  const ciphertext = [cipher.update(content), cipher.final()];
  return Buffer.concat([MARK, Buffer.from(`${current}\n`), nonce, cipher.getAuthTag(), ...ciphertext]);
}

/** @throws EnvelopeError for anything that {@link sealBytes} did not write for this very place */
export function openBytes({ keys }: KeyRing, place: Place, sealed: Buffer): Buffer {
  const endOfKey = sealed.indexOf('\n', MARK.length);
  if (!sealed.subarray(0, MARK.length).equals(MARK) || endOfKey < 0)
    throw new EnvelopeError(place, 'not a sealed file');
  const kid = sealed.toString('latin1', MARK.length, endOfKey);
  const [nonceAt, tagAt] = [endOfKey + 1, endOfKey + 1 + NONCE_BYTES];
  const contentAt = tagAt + TAG_BYTES;
  if (sealed.length < contentAt) throw new EnvelopeError(place, 'cut short');
  const nonce = sealed.subarray(nonceAt, tagAt);
  const decipher = createDecipheriv('aes-256-gcm', present(keys, kid, place), nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(associated(kid, place));
  decipher.setAuthTag(sealed.subarray(tagAt, contentAt));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(contentAt)), decipher.final()]);
  } catch {
    throw new EnvelopeError(place, 'changed, or moved from another place');
  }
}
