import { DomainError, type FieldError } from '@nqi/shared/errors';
import { differenceToSi, type Quantity, toSi, unitOf } from '@nqi/shared/units';

/** What has to be measured, in SI; decimals are strings. */
export interface CapabilityNeed {
  readonly quantity: Quantity;
  readonly value?: string;
  readonly maxU?: string;
}

interface Asked {
  readonly quantity?: Quantity;
  readonly value?: string;
  readonly unit?: string;
  readonly maxU?: string;
  readonly uUnit?: string;
}

/** @throws DomainError request.invalid for a number without its unit, or units of different quantities */
export function needOf({ quantity: named, value, unit, maxU, uUnit }: Asked): CapabilityNeed | undefined {
  const of = (symbol: string | undefined): Quantity | undefined => (symbol ? unitOf(symbol)?.quantity : undefined);
  const quantity = named ?? of(unit) ?? of(uUnit);
  const errors: FieldError[] = [
    ...(value !== undefined && unit === undefined ? [{ pointer: '/unit', code: 'field.required' }] : []),
    ...(maxU !== undefined && uUnit === undefined ? [{ pointer: '/uUnit', code: 'field.required' }] : []),
    ...(unit !== undefined && of(unit) !== quantity ? [{ pointer: '/unit', code: 'field.other_quantity' }] : []),
    ...(uUnit !== undefined && of(uUnit) !== quantity ? [{ pointer: '/uUnit', code: 'field.other_quantity' }] : []),
  ];
  if (errors.length > 0) throw new DomainError('request.invalid', { errors });
  if (quantity === undefined) return undefined;
  return {
    quantity,
    ...(value !== undefined && unit !== undefined && { value: toSi({ value, unit }).value }),
    ...(maxU !== undefined && uUnit !== undefined && { maxU: differenceToSi({ value: maxU, unit: uUnit }).value }),
  };
}
