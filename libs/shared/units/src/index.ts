export {
  Decimal,
  differenceFromSi,
  differenceToSi,
  fromSi,
  type InSi,
  type Measured,
  toSi,
  unitOf,
} from './conversion';
export { quantities, type Quantity, siUnitOf, type Unit } from './unit-table';
export { decimal, type Fraction, inches, multiply, plainNumber, toDecimal } from './feet-and-inches';
export { dsiUnitOf } from './dsi-units';
