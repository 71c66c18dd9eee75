import { ApiProperty } from '@nestjs/swagger';
import type { Actor } from '@nqi/platform/identity';
import { EquipmentCapabilityResponse } from '../capabilities/capability.dto';
import type { EquipmentCapability } from '../capabilities/capability.entity';
import { type BookingMode, bookingModes, type PriceList, pricesFor } from '../fees/usage-fee';
import { PriceListResponse, PricesResponse } from '../tariffs/tariff.dto';
import { type Equipment, type EquipmentState, equipmentStates } from './equipment.entity';
import type { EquipmentRecord, ListedEquipment } from './equipment.queries';
import { OpenRuleResponse } from './open-rule.dto';

export class EquipmentSummary {
  id: string;
  innerNo: string;
  name: string;
  nameEn: string | null;
  model: string | null;
  manufacturer: string | null;
  providerId: string;
  providerName: string;
  districtCode: string | null;
  address: string;
  /** The last day on which the calibration holds; nothing is booked beyond it. */
  calibrationValidUntil: string | null;
  @ApiProperty({ enum: bookingModes, isArray: true }) modes: BookingMode[];
  @ApiProperty({ enum: equipmentStates }) state: EquipmentState;
  /** What the caller pays today; null while there is no tariff. */
  prices: PricesResponse | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export class EquipmentResponse extends EquipmentSummary {
  unitKind: string;
  classificationCode: string | null;
  source: string | null;
  isCustomsSupervised: boolean;
  /** 原值 in fen. */
  originalValueFen: number | null;
  origin: string | null;
  capitalisedOn: string | null;
  category: string;
  specifications: string;
  functions: string | null;
  disciplines: string[];
  services: string | null;
  achievements: string | null;
  sharingRules: string | null;
  priceNote: string | null;
  contactName: string | null;
  contactPhone: string | null;
  contactEmail: string | null;
  postcode: string | null;
  openRule: OpenRuleResponse;
  capabilities: EquipmentCapabilityResponse[];
  /** The tariff in force today, for all classes of users. */
  tariff: PriceListResponse | null;
}

export class EquipmentList {
  items: EquipmentSummary[];
  nextCursor: string | null;
}

export function toEquipmentSummary(
  actor: Actor,
  one: ListedEquipment,
  tariff: PriceList | undefined,
): EquipmentSummary {
  const { id, innerNo, name, nameEn, model, manufacturer, providerId, providerName, districtCode, address } = one;
  const { modes, state, calibrationValidUntil, version, createdAt, updatedAt } = one;
  const prices = tariff ? pricesFor(tariff, providerId === actor.organisationId ? 'internal' : 'external') : null;
  return {
    ...{ id, innerNo, name, nameEn, model, manufacturer, providerId, providerName, districtCode, address },
    ...{ modes, state, prices, calibrationValidUntil, version, createdAt, updatedAt },
  };
}

export function toEquipmentResponse(
  actor: Actor,
  { record, capabilities, tariff }: EquipmentRecord,
): EquipmentResponse {
  return {
    ...toEquipmentSummary(actor, record, tariff),
    ...toFacts(record),
    openRule: record.openRule as OpenRuleResponse,
    capabilities: capabilities.map(toCapability),
    tariff: tariff ?? null,
  };
}

type Facts = Omit<EquipmentResponse, keyof EquipmentSummary | 'openRule' | 'capabilities' | 'tariff'>;

function toFacts(one: Equipment): Facts {
  const { unitKind, classificationCode, source, isCustomsSupervised, originalValueFen, origin, capitalisedOn } = one;
  const { category, specifications, functions, disciplines, services, achievements, sharingRules, priceNote } = one;
  const { contactName, contactPhone, contactEmail, postcode } = one;
  return {
    ...{ unitKind, classificationCode, source, isCustomsSupervised, origin, capitalisedOn, category, specifications },
    originalValueFen: originalValueFen === null ? null : Number(originalValueFen),
    ...{ functions, disciplines, services, achievements, sharingRules, priceNote, contactName, contactPhone },
    ...{ contactEmail, postcode },
  };
}

/** The fields of a capability that its readers see. */
export function toCapability(one: Omit<EquipmentCapability, 'equipmentId' | 'createdAt'>): EquipmentCapabilityResponse {
  const { id, name, quantity, low, high, unit, resolution, resolutionUnit, uncertainty, uncertaintyUnit } = one;
  const { coverageFactor, note, evidence, evidenceValidTo } = one;
  return {
    ...{ id, name, quantity, low, high, unit, resolution, resolutionUnit, uncertainty, uncertaintyUnit },
    ...{ coverageFactor, note, evidence, evidenceValidTo },
  };
}
