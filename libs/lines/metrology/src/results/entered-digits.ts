import { Decimal } from '@nqi/shared/units';

/** How many decimal places a decimal was entered with: 0.400 has three. */
export function placesIn(text: string): number {
  return text.split('.')[1]?.length ?? 0;
}

/**
 * A value with all of its digits, and no fewer decimal places than the most exact of what it comes from: digits that were
 * read are part of the result (0.400 is not 0.4).
 */
export function shownLike(value: Decimal, ...entered: readonly string[]): string {
  const places = Math.max(value.decimalPlaces(), ...entered.map(placesIn));
  return (value.isZero() ? value.abs() : value).toFixed(places);
}

/** The largest of these decimals by its size, without sign, with the digits it has. */
export function largest(texts: readonly string[]): string {
  const sizes = texts.map((text) => shownLike(new Decimal(text).abs(), text));
  return sizes.reduce((most, one) => (new Decimal(one).gt(most) ? one : most), sizes[0] ?? '0');
}
