// GB 32100-2015: no I, O, S, V, Z; the value of a character is its place here.
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

// GB 11714-1997: letters count A=10 … Z=35.
const organisationAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

export type UsccCheck = 'ok' | 'length' | 'alphabet' | 'check_digit';

/**
 * The form of a unified social credit code 统一社会信用代码 to store and compare: trimmed, half-width, upper case.
 * A letter O stays a letter O: `checkUscc` refuses it, guessing would hide a typing error.
 */
export function normaliseUscc(raw: string): string {
  return raw.normalize('NFKC').trim().toUpperCase();
}

/**
 * Checks a normalised code by GB 32100-2015: 18 characters of its alphabet (the district, 3 to 8, in digits) and the
 * check character 18 = (31 − Σ value × 3^(i−1) mod 31) mod 31. A 15-digit registration number of before 2015 is `length`.
 * Some genuine codes of the pilot phase fail with `check_digit`: an operator must be able to let those in.
 */
export function checkUscc(code: string): UsccCheck {
  if (code.length !== 18) return 'length';
  const values = [...code].map((char) => alphabet.indexOf(char));
  if (values.includes(-1) || !/^.{2}\d{6}/.test(code)) return 'alphabet';
  return completeUscc(code.slice(0, 17)) === code ? 'ok' : 'check_digit';
}

/** The 17 characters of a code with the check character behind them; all of them of the alphabet. */
export function completeUscc(body: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * alphabet.indexOf(body[i]), 0);
  return body + alphabet[(31 - (sum % 31)) % 31];
}

/** Whether an operator may let a code in that fails its check: it still has to look like one, or like its forerunner. */
export function isUsccAdmissible(code: string): boolean {
  const check = checkUscc(code);
  return check === 'ok' || check === 'check_digit' || /^\d{15}$/.test(code);
}

/**
 * Whether character 17 fits the organisation code (GB 11714) in characters 9 to 16. A warning only: it is a check of the
 * older code inside, and `checkUscc` decides. False for any text that has no organisation code in that place.
 */
export function hasOrganisationCodeCheck(code: string): boolean {
  if (!/^.{8}[0-9A-Z]{8}[0-9X].$/.test(code)) return false;
  const sum = organisationWeights.reduce(
    (total, weight, i) => total + weight * organisationAlphabet.indexOf(code[8 + i]),
    0,
  );
  return code[16] === '0123456789X0'[11 - (sum % 11)];
}
