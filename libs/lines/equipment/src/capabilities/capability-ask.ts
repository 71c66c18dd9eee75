import { DomainError, type FieldError } from '@nqi/shared/errors';
import { differenceToSi, toSi, unitOf } from '@nqi/shared/units';

/** A need as it was asked; decimals are strings. */
export interface Asked {
  readonly quantity?: string;
  readonly atLeast?: string;
  readonly atMost?: string;
  readonly unit?: string;
  readonly maxU?: string;
  readonly uUnit?: string;
}

/** A need in SI units. */
export interface CapabilityAsk {
  readonly quantity: string;
  readonly atLeast?: string;
  readonly atMost?: string;
  readonly maxUncertainty?: string;
}

/**
 * A need in SI; undefined where nothing was asked. The quantity follows from a unit.
 * @throws DomainError request.invalid for a number without its unit, or units of different quantities
 */
export function askOf(asked: Asked): CapabilityAsk | undefined {
  const { atLeast, atMost, unit, maxU, uUnit } = asked;
  const quantity = [asked.quantity, quantityOf(unit), quantityOf(uUnit)].find((known) => known !== undefined);
  const errors = [
    ...missing('/unit', unit, [atLeast, atMost]),
    ...missing('/uUnit', uUnit, [maxU]),
    ...foreign('/unit', unit, quantity),
    ...foreign('/uUnit', uUnit, quantity),
  ];
  if (errors.length > 0) throw new DomainError('request.invalid', { errors });
  return quantity === undefined ? undefined : { quantity, ...inSiUnits(asked) };
}

/** The numbers that were given with their units. */
function inSiUnits({ atLeast, atMost, unit = '', maxU, uUnit = '' }: Asked): Omit<CapabilityAsk, 'quantity'> {
  return {
    ...(atLeast !== undefined && { atLeast: toSi({ value: atLeast, unit }).value }),
    ...(atMost !== undefined && { atMost: toSi({ value: atMost, unit }).value }),
    ...(maxU !== undefined && { maxUncertainty: differenceToSi({ value: maxU, unit: uUnit }).value }),
  };
}

function quantityOf(unit: string | undefined): string | undefined {
  return unit === undefined ? undefined : unitOf(unit)?.quantity;
}

function missing(pointer: string, unit: string | undefined, values: readonly (string | undefined)[]): FieldError[] {
  return unit === undefined && values.some((value) => value !== undefined) ? [{ pointer, code: 'field.required' }] : [];
}

function foreign(pointer: string, unit: string | undefined, quantity: string | undefined): FieldError[] {
  return unit !== undefined && quantityOf(unit) !== quantity ? [{ pointer, code: 'field.not_allowed' }] : [];
}
