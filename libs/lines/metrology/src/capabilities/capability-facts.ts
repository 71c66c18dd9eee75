import type { FieldError } from '@nqi/shared/errors';
import { Decimal, differenceToSi, type Quantity, toSi, unitOf } from '@nqi/shared/units';
import { oneSpelling, tooLong } from '../spelling';
import type { Capability } from './capability.entity';

/** What a laboratory states of a capability's range and uncertainty. */
export type StatedRange = Pick<
  Capability,
  'rangeLow' | 'rangeHigh' | 'rangeUnit' | 'uConstant' | 'uUnit' | 'uProportional' | 'coverageFactor'
> &
  Pick<Capability, 'validFrom' | 'validTo'>;

interface Stated {
  instrument: string;
  methodNo: string;
  rangeUnit: string;
  methodTitle?: string | null;
  limitation?: string | null;
  uUnit?: string | null;
  uProportional?: string | null;
  coverageFactor?: string | null;
}

interface Complete extends Required<Stated> {
  uUnit: string;
  uProportional: string;
  coverageFactor: string;
}

/** The columns that the search reads. */
type InSi = Pick<Capability, 'quantity' | 'rangeLowSi' | 'rangeHighSi' | 'zeroSi' | 'uConstantSi'>;

/** What a change may take away; anything else keeps its last value or is refused. */
const OPTIONAL = ['methodTitle', 'limitation', 'uUnit', 'uProportional', 'coverageFactor'];

/** The facts that a change tries to take away and may not. */
export function checkStated(change: object): FieldError[] {
  const taken = Object.entries(change).filter(([field, value]) => value === null && !OPTIONAL.includes(field));
  return taken.map(([field]) => ({ pointer: `/${field}`, code: 'field.required' }));
}

/** One spelling of names, methods and units, and what is meant where nothing is said. */
export function withDefaults<F extends Stated>(facts: F): Omit<F, keyof Complete> & Complete {
  const { instrument, methodNo, rangeUnit, uUnit } = facts;
  return {
    ...facts,
    instrument: oneSpelling(instrument),
    methodNo: oneSpelling(methodNo),
    rangeUnit: symbolOf(rangeUnit),
    uUnit: symbolOf(uUnit ?? rangeUnit),
    methodTitle: facts.methodTitle ?? null,
    limitation: facts.limitation ?? null,
    uProportional: facts.uProportional ?? '0',
    coverageFactor: facts.coverageFactor ?? '2',
  };
}

/**
 * What is wrong with a stated range; its units are known.
 * @param quantity that it must be of; default: any
 */
export function checkRange(stated: StatedRange, quantity = quantityOf(stated.rangeUnit)): FieldError[] {
  const { rangeLow, rangeHigh, uConstant, uProportional, coverageFactor, validFrom, validTo } = stated;
  const k = new Decimal(coverageFactor);
  const isCertain = new Decimal(uConstant).isZero() && new Decimal(uProportional).isZero();
  const problems: [string, string, boolean][] = [
    ['rangeHigh', 'field.too_small', new Decimal(rangeHigh).lt(rangeLow)],
    ['rangeUnit', 'field.other_quantity', quantityOf(stated.rangeUnit) !== quantity],
    ['uUnit', 'field.other_quantity', quantityOf(stated.uUnit) !== quantityOf(stated.rangeUnit)],
    ['uConstant', 'field.too_small', isCertain],
    ['coverageFactor', k.lt(1) ? 'field.too_small' : 'field.too_large', k.lt(1) || k.gt(5)],
    ['validTo', 'field.too_small', validTo < validFrom],
  ];
  const wrong = problems.filter(([, , isWrong]) => isWrong).map(([field, code]) => ({ pointer: `/${field}`, code }));
  return [...wrong, ...tooLong(stated, { instrument: 100, methodNo: 60 })];
}

/** A checked range in the SI unit of its quantity. */
export function rangeInSi({ rangeLow, rangeHigh, rangeUnit, uConstant, uUnit }: StatedRange): InSi {
  const low = toSi({ value: rangeLow, unit: rangeUnit });
  return {
    quantity: low.quantity,
    rangeLowSi: low.value,
    rangeHighSi: toSi({ value: rangeHigh, unit: rangeUnit }).value,
    zeroSi: toSi({ value: '0', unit: rangeUnit }).value,
    uConstantSi: differenceToSi({ value: uConstant, unit: uUnit }).value,
  };
}

function symbolOf(unit: string): string {
  return unitOf(unit)?.symbol ?? unit;
}

function quantityOf(unit: string): Quantity | undefined {
  return unitOf(unit)?.quantity;
}
