/** A number as it was written, exactly: numerator and denominator (> 0). Floats would round twice. */
export type Fraction = readonly [numerator: bigint, denominator: bigint];

const INCHES_PER_FOOT = 12n;

export function multiply([a, b]: Fraction, [c, d]: Fraction): Fraction {
  return [a * c, b * d];
}

function add([a, b]: Fraction, [c, d]: Fraction): Fraction {
  return [a * d + c * b, b * d];
}

/** A decimal with so many places, rounded half up. Not for negative numbers. */
export function toDecimal([numerator, denominator]: Fraction, places: number): string {
  const scaled = numerator * 10n ** BigInt(places);
  const rounded = (scaled * 2n + denominator) / (denominator * 2n);
  const digits = String(rounded).padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** `12`, `12.5`, `.5`, `12.` or null. */
export function decimal(text: string): Fraction | null {
  const [, whole = '', fraction = ''] = /^(\d*)\.?(\d*)$/.exec(text) ?? [];
  if (whole + fraction === '') return null;
  return [BigInt(whole + fraction), 10n ** BigInt(fraction.length)];
}

/** A decimal in the first group of the shape, or null. */
export function plainNumber(text: string, shape: RegExp): Fraction | null {
  return decimal(shape.exec(text)?.[1] ?? '');
}

const FEET = String.raw`(?<feet>\d+\.?\d*)\s*(?:feet|foot|ft\.?|')`;
const INCHES = String.raw`(?<inches>\d+\/\d+|\d+\.?\d*|\.\d+)`;
const INCH_UNIT = String.raw`\s*(?:inches|inch|in\.?|")`;

/** Feet and perhaps inches; behind feet a number can only mean inches: `40' 4"`, `9ft .5in`, `66'-4"`, `30' 11.6`. */
const FEET_AND_INCHES = new RegExp(String.raw`^${FEET}(?:[\s,/-]*${INCHES}(?:${INCH_UNIT})?)?$`, 'i');
const ONLY_INCHES = new RegExp(`^${INCHES}${INCH_UNIT}$`, 'i');

/**
 * A decimal point and no unit: inches. Registers of this kind store inches and print whole ones as feet and inches; what
 * has a fraction comes out as stored (`371.625` stands among `31 feet 0 inches` = 372 inches in the same building). A
 * whole number without a unit was typed by somebody, who may have meant either.
 */
const BARE_DECIMAL = /^(?<inches>\d*\.\d+)$/;

const SPELLINGS = [FEET_AND_INCHES, ONLY_INCHES, BARE_DECIMAL];

/** Reads a length in feet and inches as inches; null when it cannot be read for certain. */
export function inches(text: string): Fraction | null {
  const groups = SPELLINGS.map((spelling) => spelling.exec(text)?.groups).find(Boolean);
  if (!groups) return null;
  const feet = decimal(groups.feet ?? '0');
  const rest = ratio(groups.inches ?? '0');
  return feet && rest && add(multiply(feet, [INCHES_PER_FOOT, 1n]), rest);
}

/** `5/8` or a decimal. */
function ratio(text: string): Fraction | null {
  const [, numerator, denominator] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (!numerator || !denominator) return decimal(text);
  return BigInt(denominator) === 0n ? null : [BigInt(numerator), BigInt(denominator)];
}
