import { createHmac, hkdfSync } from 'node:crypto';

/** The key of one column, so that equal values of two columns have nothing in common. */
export function indexKey(secret: string, column: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `blind index of ${column}`, 32));
}

/** Finds equal values without knowing any: a keyed hash, of no use to whoever has the database and not the key. */
export function blindIndex(key: Buffer, value: string): string {
  return createHmac('sha256', key).update(normalise(value)).digest('base64url');
}

/** `+86 138-0013-8001` and `13800138001` are one number, `…002x` and `…002X` one person. */
function normalise(value: string): string {
  return value
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replace(/^(\+|00)86/, '');
}
