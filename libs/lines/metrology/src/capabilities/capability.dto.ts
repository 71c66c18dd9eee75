import { OmitType, PartialType } from '@nestjs/swagger';
import { IsDay, IsDecimalText, IsUnit, NotBlank, PageQuery, Printable } from '@nqi/shared/http';
import { quantities, type Quantity } from '@nqi/shared/units';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import {
  type CapabilityState,
  capabilityStates,
  type MetrologyService,
  metrologyServices,
  type ScopeSource,
  scopeSources,
} from './capability.entity';

/** A row of a laboratory's scope (CMC). */
export class CreateMetrologyCapability {
  /** 检定 verification, 校准 calibration. */
  @IsIn(metrologyServices) service: MetrologyService;
  /** 器具名称, as in the scope. @example 弹性元件式精密压力表 */
  @IsString() @Length(1, 100) @NotBlank() @Printable() instrument: string;
  /** JJG, JJF or another method. @example JJG 49-2013 */
  @IsString() @Length(1, 60) @NotBlank() @Printable() methodNo: string;
  @IsOptional() @IsString() @MaxLength(200) @Printable() methodTitle?: string;
  /** Lower limit, in `rangeUnit`. @example 0 */
  @IsDecimalText({ signed: true }) rangeLow: string;
  /** Upper limit, in `rangeUnit`. @example 60 */
  @IsDecimalText({ signed: true }) rangeHigh: string;
  /** The quantity is that of this unit. @example MPa */
  @IsString() @MaxLength(20) @IsUnit() rangeUnit: string;
  /** Constant part of U, in `uUnit`. @example 0.005 */
  @IsDecimalText() uConstant: string;
  /** A unit of the same quantity; default: `rangeUnit`. @example MPa */
  @IsOptional() @IsString() @MaxLength(20) @IsUnit() uUnit?: string;
  /** Part of U in proportion to the value: 0.0005 for 0.05 %; default 0. @example 0.0005 */
  @IsOptional() @IsDecimalText() uProportional?: string;
  /** k, from 1 to 5; default 2. @example 2 */
  @IsOptional() @IsDecimalText() coverageFactor?: string;
  @IsOptional() @IsString() @MaxLength(500) @Printable() limitation?: string;
  @IsIn(scopeSources) scopeSource: ScopeSource;
  /** Number of the accreditation, of the standard's certificate or of the authorisation. @example CNAS L0000 */
  @IsString() @Length(1, 80) @NotBlank() @Printable() accreditationNo: string;
  @IsDay() validFrom: string;
  @IsDay() validTo: string;
  /** Price of one instrument in fen. */
  @IsInt() @Min(0) @Max(1_000_000_000) priceFen: number;
  /** Working days from receipt to certificate. */
  @IsInt() @Min(1) @Max(365) promisedDays: number;
}

/** What is measured by which service cannot turn into something else: that is another capability. */
export class ChangeMetrologyCapability extends PartialType(OmitType(CreateMetrologyCapability, ['service'])) {
  /** `withdrawn` is for good. */
  @IsOptional() @IsIn(capabilityStates) state?: CapabilityState;
}

export class MetrologyCapabilityQuery extends PageQuery {
  /** Words of instrument, method or limitation. */
  @IsOptional() @IsString() @Length(1, 60) @Printable() q?: string;
  @IsOptional() @IsUUID() laboratoryId?: string;
  @IsOptional() @IsIn(quantities) quantity?: Quantity;
  @IsOptional() @IsIn(metrologyServices) service?: MetrologyService;
  @IsOptional() @IsIn(scopeSources) scopeSource?: ScopeSource;
  /** Of the own laboratory; others show only what is active. */
  @IsOptional() @IsIn(capabilityStates) state?: CapabilityState;
  @IsOptional() @IsIn(['createdAt', '-createdAt']) sort?: string = '-createdAt';
}

/** Who can calibrate an instrument of this range and accuracy. */
export class CapabilitySearch {
  /** The range that must be covered. @example 0 */
  @IsDecimalText({ signed: true }) low: string;
  /** @example 10 */
  @IsDecimalText({ signed: true }) high: string;
  /** @example MPa */
  @IsString() @MaxLength(20) @IsUnit() unit: string;
  /** Must be that of the unit. @example pressure */
  @IsOptional() @IsIn(quantities) quantity?: Quantity;
  /** Class in percent of the span, as of gauges; or `mpe`. @example 0.4 */
  @IsOptional() @IsDecimalText() accuracyClass?: string;
  /** Maximum permissible error, in `unit`. @example 0.04 */
  @IsOptional() @IsDecimalText() mpe?: string;
  /** Words of the instrument's name or of the method. @example 压力表 */
  @IsOptional() @IsString() @Length(1, 60) @Printable() instrument?: string;
  @IsOptional() @IsIn(metrologyServices) service?: MetrologyService;
  @IsOptional() @IsIn(scopeSources) scopeSource?: ScopeSource;
  /** Laboratories in this district (GB/T 2260); a city's code: in all its districts. @example 370600 */
  @IsOptional() @IsString() @Matches(/^[1-8]\d{5}$/) districtCode?: string;
  /** Day on which the accreditation must hold; default: today. */
  @IsOptional() @IsDay() onDay?: string;
  /** At most so many, 1 to 50. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(50) limit?: number = 20;
}
