import { DomainError } from '@nqi/shared/errors';
import { Decimal, differenceFromSi, differenceToSi, unitOf } from '@nqi/shared/units';
import type { Instrument } from '../instruments/instrument.entity';
import type { Gauge } from './gauge-readings';
import type { Scale } from './scale-readings';

type Plate = Pick<Instrument, 'rangeLow' | 'rangeHigh' | 'rangeUnit' | 'accuracyClass' | 'division'>;

/** The unit that readings of an instrument are entered in. @throws DomainError metrology.instrument_fact_missing */
export function unitOfPlate({ rangeUnit }: Plate): string {
  if (!rangeUnit) throw missing('measuringRange');
  return rangeUnit;
}

/** A gauge as JJG 52 asks for it. @throws DomainError metrology.instrument_fact_missing */
export function gaugeOf({ rangeLow, rangeHigh, accuracyClass }: Plate): Gauge {
  if (rangeLow === null || rangeHigh === null || rangeLow === rangeHigh) throw missing('measuringRange');
  const number = /\d+(\.\d+)?/.exec((accuracyClass ?? '').normalize('NFKC'))?.[0];
  if (!number) throw missing('accuracyClass');
  return { low: new Decimal(rangeLow), high: new Decimal(rangeHigh), accuracyClass: new Decimal(number).toFixed() };
}

/** A scale as JJG 539 asks for it: `e` is the ledger's division. @throws DomainError metrology.instrument_fact_missing */
export function scaleOf(plate: Plate): Scale {
  const { rangeHigh, accuracyClass, division } = plate;
  const unit = unitOfPlate(plate);
  if (rangeHigh === null || !new Decimal(rangeHigh).isPositive()) throw missing('measuringRange');
  const roman = /I{3,4}|IV/.exec((accuracyClass ?? '').normalize('NFKC').toUpperCase())?.[0];
  if (!roman) throw missing('accuracyClass');
  const e = divisionOf(division ?? '', unit);
  const eKg = new Decimal(differenceToSi({ value: e.toFixed(), unit }).value);
  return { max: new Decimal(rangeHigh), e, eKg, accuracyClass: roman === 'IV' ? 'IIII' : roman };
}

/** `5 g`, `e=0.005 kg`, `0.005`: a number, and its unit where it is not that of the range. */
function divisionOf(division: string, unit: string): Decimal {
  const [, value, own = unit] = /(\d+(?:\.\d+)?)\s*([^\d\s)）]+)?/.exec(division.normalize('NFKC')) ?? [];
  if (!value || Number(value) === 0 || unitOf(own)?.quantity !== unitOf(unit)?.quantity) throw missing('division');
  return new Decimal(differenceFromSi(differenceToSi({ value, unit: own }).value, unit).value);
}

function missing(fact: string): DomainError {
  return new DomainError('metrology.instrument_fact_missing', { missing: [fact] });
}
