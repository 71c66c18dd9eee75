const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** Upper case, without blanks. */
export function normaliseIdNumber(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
}

/**
 * Whether it can be a 居民身份证 number (GB 11643-1999): a day of birth from 1900 to today and the check character. The
 * area is not looked up, since codes that are no longer in force remain on IDs.
 */
export function isIdNumber(text: string, today: string): boolean {
  const [, year, month, day] = /^\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/.exec(text) ?? [];
  if (!year || !month || !day) return false;
  const birth = `${year}-${month}-${day}`;
  if (birth < '1900-01-01' || birth > today || !isDate(birth)) return false;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return text[17] === CHECKS[sum % 11];
}

function isDate(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
