import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { isId } from '@nqi/shared/ids';

/** `nqi_{id}_{256 random bits}{checksum}`, hexadecimal: whoever finds one can tell that it is a key of ours. */
const FORM = /^nqi_([0-9a-f]{32})_([0-9a-f]{64})([0-9a-f]{8})$/;

export interface PresentedKey {
  id: string;
  /** SHA-256 of the whole key, hexadecimal; all that is ever stored. */
  hash: string;
}

/** A new key for this id, shown once. */
export function newKey(id: string): string {
  const body = `nqi_${id.replaceAll('-', '')}_${randomBytes(32).toString('hex')}`;
  return body + checksumOf(body);
}

/** @returns null for what cannot be a key of ours */
export function readKey(text: string): PresentedKey | null {
  const [, hex = '', , checksum] = FORM.exec(text) ?? [];
  if (!checksum || checksumOf(text.slice(0, -8)) !== checksum) return null;
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return isId(id) ? { id, hash: hashOfKey(text) } : null;
}

export function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

function checksumOf(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
