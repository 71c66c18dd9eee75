import { randomInt } from 'node:crypto';

const CODES = 10;
/** Crockford's: no letter that is mistaken for a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const HALF = 5;

/** Ten codes of fifty random bits each, written as `7GK2P-0XWQ4`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: CODES }, () => `${letters()}-${letters()}`);
}

function letters(): string {
  return Array.from({ length: HALF }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** As people type it: small letters, spaces, without the dash, O for nought. */
export function normalRecoveryCode(typed: string): string {
  return typed
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
}
