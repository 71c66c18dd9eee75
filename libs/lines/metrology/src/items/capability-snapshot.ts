import { Decimal, differenceFromSi, differenceToSi, fromSi, toSi, unitOf } from '@nqi/shared/units';
import type { Capability, MetrologyService, ScopeSource } from '../capabilities/capability.entity';
import type { UncertaintyAt } from '../results/stated-uncertainty';

/** What a capability was when it was agreed on: later changes of the laboratory's scope do not reach the contract. */
export interface CapabilitySnapshot {
  service: MetrologyService;
  quantity: string;
  instrument: string;
  methodNo: string;
  methodTitle: string | null;
  rangeLow: string;
  rangeHigh: string;
  rangeUnit: string;
  uConstant: string;
  uUnit: string;
  uProportional: string;
  coverageFactor: string;
  scopeSource: ScopeSource;
  accreditationNo: string;
  priceFen: number;
  promisedDays: number;
}

export function snapshotOf(capability: Capability): CapabilitySnapshot {
  const { service, quantity, instrument, methodNo, methodTitle, rangeLow, rangeHigh, rangeUnit } = capability;
  const { uConstant, uUnit, uProportional, coverageFactor, scopeSource, accreditationNo } = capability;
  const { priceFen, promisedDays } = capability;
  return {
    ...{ service, quantity, instrument, methodNo, methodTitle, rangeLow, rangeHigh, rangeUnit },
    ...{ uConstant, uUnit, uProportional, coverageFactor, scopeSource, accreditationNo, priceFen, promisedDays },
  };
}

/** Whether readings in `unit` are of the quantity that was agreed on. */
export function measuresIn({ rangeUnit }: CapabilitySnapshot, unit: string): boolean {
  const quantity = unitOf(unit)?.quantity;
  return quantity !== undefined && quantity === unitOf(rangeUnit)?.quantity;
}

/**
 * The capability at a value: U(x) = uConstant + uProportional · |x|, x in `rangeUnit`.
 * @param unit of the value and of the answer; of the same quantity, see {@link measuresIn}
 */
export function cmcOf(capability: CapabilitySnapshot, unit: string): UncertaintyAt {
  const { rangeUnit, uConstant, uUnit, uProportional, coverageFactor } = capability;
  const inUnit = (value: string, from: string): Decimal =>
    new Decimal(differenceFromSi(differenceToSi({ value, unit: from }).value, unit).value);
  const constant = inUnit(uConstant, uUnit);
  const k = new Decimal(coverageFactor);
  return (at) => {
    const inRangeUnit = new Decimal(fromSi(toSi({ value: at.toFixed(), unit }).value, rangeUnit).value);
    const proportional = inUnit(inRangeUnit.abs().times(uProportional).toFixed(), rangeUnit);
    return { value: constant.plus(proportional), k };
  };
}
