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
export function needOf(asked: Asked): CapabilityNeed | undefined {
  const quantity = asked.quantity ?? quantityOf(asked.unit) ?? quantityOf(asked.uUnit);
  const errors = [
    ...faultsOf('/unit', asked.value, asked.unit, quantity),
    ...faultsOf('/uUnit', asked.maxU, asked.uUnit, quantity),
  ];
  if (errors.length > 0) throw new DomainError('request.invalid', { errors });
  return quantity && { quantity, ...inSi(asked) };
}

function inSi({ value, unit = '', maxU, uUnit = '' }: Asked): Omit<CapabilityNeed, 'quantity'> {
  return {
    ...(value !== undefined && { value: toSi({ value, unit }).value }),
    ...(maxU !== undefined && { maxU: differenceToSi({ value: maxU, unit: uUnit }).value }),
  };
}

function faultsOf(
  pointer: string,
  value: string | undefined,
  unit: string | undefined,
  quantity: Quantity | undefined,
): FieldError[] {
  if (unit === undefined) return value === undefined ? [] : [{ pointer, code: 'field.required' }];
  return quantityOf(unit) === quantity ? [] : [{ pointer, code: 'field.other_quantity' }];
}

function quantityOf(unit: string | undefined): Quantity | undefined {
  return unit === undefined ? undefined : unitOf(unit)?.quantity;
}
