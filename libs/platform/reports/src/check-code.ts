import { createHmac, timingSafeEqual } from 'node:crypto';

/** Without what looks alike on paper: 0 O, 1 I L. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 6;

/**
 * 校验码: six characters that stand under the QR code and, with the number, find the report where nothing scans. The key is
 * the report's own random token, so that the code outlives every secret of the installation.
 */
export function checkCodeOf({ token, number }: { token: string; number: string | null }): string {
  const hash = createHmac('sha256', token).update(`check code of ${number}`).digest();
  let rest = hash.readBigUInt64BE();
  let code = '';
  for (let place = 0; place < LENGTH; place += 1) {
    code += LETTERS[Number(rest % BigInt(LETTERS.length))];
    rest /= BigInt(LETTERS.length);
  }
  return code;
}

/** Takes the same time wherever they differ. */
export function isCheckCode(given: string, code: string): boolean {
  const bytes = Buffer.alloc(LENGTH);
  const isLong = Buffer.byteLength(given) !== LENGTH;
  bytes.write(given);
  return timingSafeEqual(bytes, Buffer.from(code)) && !isLong;
}

/** As people type it: small letters, blanks and hyphens. */
export function readCheckCode(typed: string): string {
  return typed.replaceAll(/[\s-]/g, '').toUpperCase();
}
