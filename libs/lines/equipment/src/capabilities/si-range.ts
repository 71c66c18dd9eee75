import type { FieldError } from '@nqi/shared/errors';
import { Decimal, differenceToSi, type Quantity, toSi, unitOf } from '@nqi/shared/units';

/** A capability as entered; decimals are strings, units are known. */
export interface Claimed {
  readonly low?: string | null;
  readonly high: string;
  readonly unit: string;
  readonly resolution?: string | null;
  readonly resolutionUnit?: string | null;
  readonly uncertainty?: string | null;
  readonly uncertaintyUnit?: string | null;
  readonly coverageFactor?: string | null;
  readonly evidence?: string | null;
  readonly evidenceValidTo?: string | null;
}

/** The same in SI, for comparing. */
export interface InSiUnits {
  quantity: Quantity;
  siLow: string | null;
  siHigh: string;
  siUncertainty: string | null;
}

/** @throws RangeError for an unknown unit */
export function inSi({ low, high, unit, uncertainty, uncertaintyUnit }: Claimed): InSiUnits {
  const top = toSi({ value: high, unit });
  const isUncertain = uncertainty && uncertaintyUnit;
  return {
    quantity: top.quantity,
    siLow: low ? toSi({ value: low, unit }).value : null,
    siHigh: top.value,
    siUncertainty: isUncertain ? differenceToSi({ value: uncertainty, unit: uncertaintyUnit }).value : null,
  };
}

/** What is wrong with a claim beyond its shape: a range upside down, a value without its unit, another quantity. */
export function checkClaim(claim: Claimed, pointer: string): FieldError[] {
  const { low, high, unit, evidence, evidenceValidTo } = claim;
  const pairs = [
    [claim.resolution, claim.resolutionUnit, 'resolution'],
    [claim.uncertainty, claim.uncertaintyUnit, 'uncertainty'],
  ] as const;
  return [
    ...(low && new Decimal(low).gt(high) ? [{ pointer: `${pointer}/low`, code: 'field.too_large' }] : []),
    ...pairs.flatMap(([value, its, name]) => checkPair(value, its, unit).map((one) => at(pointer, name, one))),
    ...(claim.coverageFactor && !claim.uncertainty
      ? [{ pointer: `${pointer}/uncertainty`, code: 'field.required' }]
      : []),
    ...(isNought(claim.coverageFactor) ? [{ pointer: `${pointer}/coverageFactor`, code: 'field.too_small' }] : []),
    ...(evidenceValidTo && !evidence ? [{ pointer: `${pointer}/evidence`, code: 'field.required' }] : []),
  ];
}

type Fault = { part: '' | 'Unit'; code: string };

function checkPair(value: string | null | undefined, its: string | null | undefined, unit: string): Fault[] {
  if (!value && !its) return [];
  if (!value || !its) return [{ part: value ? 'Unit' : '', code: 'field.required' }];
  if (isNought(value)) return [{ part: '', code: 'field.too_small' }];
  return areAlike(its, unit) ? [] : [{ part: 'Unit', code: 'field.not_allowed' }];
}

function areAlike(one: string, other: string): boolean {
  return unitOf(one)?.quantity === unitOf(other)?.quantity;
}

function at(pointer: string, name: string, { part, code }: Fault): FieldError {
  return { pointer: `${pointer}/${name}${part}`, code };
}

function isNought(value: string | null | undefined): boolean {
  return typeof value === 'string' && new Decimal(value).isZero();
}
