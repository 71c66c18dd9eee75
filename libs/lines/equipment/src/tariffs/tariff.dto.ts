import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { IsDay } from '@nqi/shared/http';
import type { PriceList, Prices } from '../fees/usage-fee';
import type { EquipmentTariff } from './tariff.entity';

/** What one class of users pays, in fen; 0 is free, what is left out is not charged. */
export class PricesFacts implements Prices {
  @IsOptional() @IsInt() @Min(0) @Max(1_000_000) perHourFen?: number;
  @IsOptional() @IsInt() @Min(0) @Max(1_000_000) perSampleFen?: number;
  @IsOptional() @IsInt() @Min(0) @Max(1_000_000) setupFen?: number;
  @IsOptional() @IsInt() @Min(0) @Max(1_000_000) operatorPerHourFen?: number;
}

/** A class without prices pays as `external`. */
export class PriceListFacts implements PriceList {
  @IsOptional() @ValidateNested() @Type(() => PricesFacts) internal?: PricesFacts;
  @IsOptional() @ValidateNested() @Type(() => PricesFacts) partner?: PricesFacts;
  @ValidateNested() @Type(() => PricesFacts) external: PricesFacts;
  @IsOptional() @ValidateNested() @Type(() => PricesFacts) sme?: PricesFacts;
}

export class PublishTariff {
  /** The first day in force, today or later. @example 2027-01-01 */
  @IsDay() effectiveFrom: string;
  @ValidateNested() @Type(() => PriceListFacts) prices: PriceListFacts;
}

export class PricesResponse implements Prices {
  perHourFen?: number;
  perSampleFen?: number;
  setupFen?: number;
  operatorPerHourFen?: number;
}

export class PriceListResponse implements PriceList {
  internal?: PricesResponse;
  partner?: PricesResponse;
  external?: PricesResponse;
  sme?: PricesResponse;
}

export class TariffResponse {
  id: string;
  effectiveFrom: string;
  effectiveTo: string | null;
  prices: PriceListResponse;
}

/** All tariffs of a piece of equipment, the latest first; few. */
export class TariffList {
  items: TariffResponse[];
}

export function toTariffResponse({ id, effectiveFrom, effectiveTo, prices }: EquipmentTariff): TariffResponse {
  return { id, effectiveFrom, effectiveTo, prices };
}

/** Prices as they are kept: null takes a price away like leaving it out. */
export function toPriceList(facts: PriceListFacts): PriceList {
  const classes = Object.entries(facts) as [string, PricesFacts | null | undefined][];
  return Object.fromEntries(
    classes.flatMap(([userClass, prices]) => (prices ? [[userClass, withoutNulls(prices)]] : [])),
  );
}

function withoutNulls(prices: PricesFacts): Prices {
  return Object.fromEntries(Object.entries(prices).filter(([, price]) => typeof price === 'number'));
}
