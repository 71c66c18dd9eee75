import { ApiProperty } from '@nestjs/swagger';
import { differenceFromSi, fromSi } from '@nqi/shared/units';
import { shownUncertainty, testUncertaintyRatio } from './calibration-need';
import type { FittingCapability, SearchOutcome } from './capability-search.queries';
import {
  type Capability,
  type CapabilityState,
  capabilityStates,
  type MetrologyService,
  metrologyServices,
  type ScopeSource,
  scopeSources,
} from './capability.entity';

/** What a laboratory can do; decimals in the unit beside them, U(x) = uConstant + uProportional · |x|. */
export class MetrologyCapabilityResponse {
  id: string;
  laboratoryId: string;
  @ApiProperty({ enum: capabilityStates }) state: CapabilityState;
  @ApiProperty({ enum: metrologyServices }) service: MetrologyService;
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
  limitation: string | null;
  @ApiProperty({ enum: scopeSources }) scopeSource: ScopeSource;
  accreditationNo: string;
  validFrom: string;
  validTo: string;
  priceFen: number;
  promisedDays: number;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export class MetrologyCapabilityList {
  items: MetrologyCapabilityResponse[];
  nextCursor: string | null;
}

/** A value with its unit. */
export class MeasuredResponse {
  /** A decimal. */
  value: string;
  unit: string;
}

/** What a search was understood as; decimals in `unit`. */
export class CalibrationNeedResponse {
  quantity: string;
  unit: string;
  low: string;
  high: string;
  /** Maximum permissible error, as given or from the class; null: not said. */
  mpe: string | null;
  /** Day on which the accreditation must hold. */
  onDay: string;
}

/** Why a capability counts. */
export class EvidenceResponse {
  @ApiProperty({ enum: scopeSources }) scopeSource: ScopeSource;
  accreditationNo: string;
  validFrom: string;
  validTo: string;
}

export class LaboratoryResponse {
  id: string;
  name: string;
  districtCode: string | null;
}

/** A capability that covers the need, and why. */
export class FittingCapabilityResponse {
  capability: MetrologyCapabilityResponse;
  laboratory: LaboratoryResponse;
  /** U at the limit of the need further from zero, in its unit: two significant digits, rounded up. */
  uncertainty: MeasuredResponse;
  /** k of that uncertainty. */
  coverageFactor: string;
  /** Test uncertainty ratio MPE / U, rounded down; null without an MPE. @example 4.00 */
  testUncertaintyRatio: string | null;
  priceFen: number;
  /** Working days. */
  promisedDays: number;
  evidence: EvidenceResponse;
}

/** The best first: the least uncertainty, then the price, then the days. */
export class CapabilitySearchResponse {
  need: CalibrationNeedResponse;
  items: FittingCapabilityResponse[];
  /** At most so many are answered. */
  limit: number;
  /** Whether others fit as well: narrow the search. */
  hasMore: boolean;
}

export function toCapabilityResponse(capability: Capability): MetrologyCapabilityResponse {
  const { id, laboratoryId, state, service, quantity, instrument, methodNo, methodTitle, rangeLow, rangeHigh } =
    capability;
  const { rangeUnit, uConstant, uUnit, uProportional, coverageFactor, limitation, scopeSource } = capability;
  const { accreditationNo, validFrom, validTo, priceFen, promisedDays, version, createdAt, updatedAt } = capability;
  return {
    ...{ id, laboratoryId, state, service, quantity, instrument, methodNo, methodTitle, rangeLow, rangeHigh },
    ...{ rangeUnit, uConstant, uUnit, uProportional, coverageFactor, limitation, scopeSource },
    ...{ accreditationNo, validFrom, validTo, priceFen, promisedDays, version, createdAt, updatedAt },
  };
}

export function toSearchResponse({ need, on, found, limit, hasMore }: SearchOutcome): CapabilitySearchResponse {
  const { quantity, unit, lowSi, highSi, mpeSi } = need;
  const range = { low: fromSi(lowSi, unit).value, high: fromSi(highSi, unit).value };
  const mpe = mpeSi === null ? null : differenceFromSi(mpeSi, unit).value;
  return {
    need: { quantity, unit, ...range, mpe, onDay: on },
    items: found.map((capability) => toFitting(capability, unit, mpeSi)),
    ...{ limit, hasMore },
  };
}

function toFitting(fitting: FittingCapability, unit: string, mpeSi: string | null): FittingCapabilityResponse {
  const { uncertaintySi, laboratoryId: id, laboratoryName: name, laboratoryDistrictCode: districtCode } = fitting;
  const { coverageFactor, priceFen, promisedDays, scopeSource, accreditationNo, validFrom, validTo } = fitting;
  return {
    capability: toCapabilityResponse(fitting),
    laboratory: { id, name, districtCode },
    uncertainty: shownUncertainty(uncertaintySi, unit),
    ...{ coverageFactor, testUncertaintyRatio: testUncertaintyRatio(mpeSi, uncertaintySi), priceFen, promisedDays },
    evidence: { scopeSource, accreditationNo, validFrom, validTo },
  };
}
