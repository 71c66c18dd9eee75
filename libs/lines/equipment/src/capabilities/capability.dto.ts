import { IsBooleanString, IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { IsDay, IsDecimalText, IsUnit, PageQuery, Printable } from '@nqi/shared/http';
import { quantities, type Quantity } from '@nqi/shared/units';

/** What equipment can do; numbers are decimal strings. */
export class CapabilityFacts {
  /** The parameter. @example 长度测量 X 轴 */
  @IsString() @Length(1, 60) @Printable() name: string;
  /** Lower end of the range. */
  @IsOptional() @MaxLength(26) @IsDecimalText({ signed: true }) low?: string;
  /** Upper end of the range. @example 1.2 */
  @MaxLength(26) @IsDecimalText({ signed: true }) high: string;
  /** Of both ends. @example m */
  @IsString() @MaxLength(20) @IsUnit() unit: string;
  @IsOptional() @MaxLength(25) @IsDecimalText() resolution?: string;
  @IsOptional() @IsString() @MaxLength(20) @IsUnit() resolutionUnit?: string;
  /** Expanded uncertainty U. @example 1.7 */
  @IsOptional() @MaxLength(25) @IsDecimalText() uncertainty?: string;
  @IsOptional() @IsString() @MaxLength(20) @IsUnit() uncertaintyUnit?: string;
  /** k of the uncertainty; 2 where it is not given. @example 2 */
  @IsOptional() @MaxLength(25) @IsDecimalText() coverageFactor?: string;
  /** For example how U depends on the length. */
  @IsOptional() @IsString() @MaxLength(200) @Printable() note?: string;
  /** What proves it. @example 校准证书 JZ-2026-000128 */
  @IsOptional() @IsString() @Length(1, 200) @Printable() evidence?: string;
  @IsOptional() @IsDay() evidenceValidTo?: string;
}

/** What somebody needs, for example a length of at least 1 m with U of at most 2 µm. */
export class EquipmentCapabilityQuery extends PageQuery {
  @IsOptional() @IsIn(quantities) quantity?: Quantity;
  /** The range reaches up to it. @example 1 */
  @IsOptional() @MaxLength(26) @IsDecimalText({ signed: true }) atLeast?: string;
  /** The range reaches down to it. */
  @IsOptional() @MaxLength(26) @IsDecimalText({ signed: true }) atMost?: string;
  /** Of both. @example m */
  @IsOptional() @IsString() @MaxLength(20) @IsUnit() unit?: string;
  /** U of at most. @example 2 */
  @IsOptional() @MaxLength(25) @IsDecimalText() maxU?: string;
  /** @example um */
  @IsOptional() @IsString() @MaxLength(20) @IsUnit() uUnit?: string;
  /** `true`: only what is proved by evidence in force. */
  @IsOptional() @IsBooleanString() isEvidenced?: string;
}

export class CapabilityListQuery extends EquipmentCapabilityQuery {
  /** District of the equipment. */
  @IsOptional() @IsString() @Length(6, 6) @Printable() districtCode?: string;
}

export class EquipmentCapabilityResponse {
  id: string;
  name: string;
  quantity: string;
  low: string | null;
  high: string;
  unit: string;
  resolution: string | null;
  resolutionUnit: string | null;
  uncertainty: string | null;
  uncertaintyUnit: string | null;
  coverageFactor: string | null;
  note: string | null;
  evidence: string | null;
  evidenceValidTo: string | null;
}

/** The equipment behind a capability. */
export class CapableEquipment {
  id: string;
  name: string;
  nameEn: string | null;
  model: string | null;
  manufacturer: string | null;
  providerId: string;
  providerName: string;
  districtCode: string | null;
  address: string;
}

export class CapabilityMatch extends EquipmentCapabilityResponse {
  /** U in the SI unit of the quantity: the list is ordered by it. */
  siUncertainty: string;
  equipment: CapableEquipment;
}

export class CapabilityMatchList {
  items: CapabilityMatch[];
  nextCursor: string | null;
}
