import { Decimal, differenceFromSi, type Measured, toSi } from '@nqi/shared/units';

/** The columns of a capability that say how uncertain it is: U(x) = constant + proportional · |x − zero|, in SI. */
export interface StatedUncertainty {
  uConstantSi: string;
  uProportional: string;
  zeroSi: string;
}

/** The least expanded uncertainty at a value, both in the SI unit of the quantity. */
export function uncertaintyAtSi({ uConstantSi, uProportional, zeroSi }: StatedUncertainty, valueSi: string): string {
  return new Decimal(valueSi).minus(zeroSi).abs().times(uProportional).plus(uConstantSi).toFixed();
}

/** The same at a value as people write it, in the unit of that value. @throws RangeError for an unknown unit */
export function uncertaintyAt(capability: StatedUncertainty, at: Measured): Measured {
  return differenceFromSi(uncertaintyAtSi(capability, toSi(at).value), at.unit);
}
