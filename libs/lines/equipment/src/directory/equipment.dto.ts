import { OmitType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsDay, NotBlank, Printable } from '@nqi/shared/http';
import { CapabilityFacts, EquipmentCapabilityQuery } from '../capabilities/capability.dto';
import { type BookingMode, bookingModes } from '../fees/usage-fee';
import { PriceListFacts } from '../tariffs/tariff.dto';
import {
  categories,
  type Equipment,
  type EquipmentState,
  equipmentStates,
  sources,
  unitKinds,
} from './equipment.entity';
import { OpenRuleFacts } from './open-rule.dto';

/** The national instrument record (HANDBOOK 4.1), with its limits of length. */
export class EquipmentFacts {
  /** 所在单位仪器编号; never changes. @example CMM-01 */
  @IsString() @Length(1, 60) @NotBlank() @Printable() innerNo: string;
  @IsString() @Length(1, 100) @NotBlank() @Printable() name: string;
  @IsOptional() @IsString() @MaxLength(200) @Printable() nameEn?: string;
  @IsIn(unitKinds) unitKind: Equipment['unitKind'];
  /** 仪器分类编码. @example 040101 */
  @IsOptional() @Matches(/^\d{6}$/) classificationCode?: string;
  @IsOptional() @IsIn(sources) source?: NonNullable<Equipment['source']>;
  @IsOptional() @IsBoolean() isCustomsSupervised?: boolean;
  /** 原值 in fen. */
  @IsOptional() @IsInt() @Min(0) @Max(1_000_000_000_000) originalValueFen?: number;
  /** 产地国别. */
  @IsOptional() @IsString() @MaxLength(50) @Printable() origin?: string;
  @IsOptional() @IsString() @MaxLength(100) @Printable() manufacturer?: string;
  @IsOptional() @IsDay() capitalisedOn?: string;
  @IsIn(categories) category: Equipment['category'];
  @IsOptional() @IsString() @MaxLength(100) @Printable() model?: string;
  /** 主要技术指标. */
  @IsString() @Length(1, 500) @NotBlank() specifications: string;
  /** 主要功能. */
  @IsOptional() @IsString() @MaxLength(300) functions?: string;
  /** 主要学科领域 by GB/T 13745, at most four. @example ["46040"] */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(4)
  @ArrayUnique()
  @Matches(/^\d{3,7}$/, { each: true })
  disciplines?: string[];
  /** 服务内容. */
  @IsOptional() @IsString() @MaxLength(200) services?: string;
  /** 服务典型成果. */
  @IsOptional() @IsString() @MaxLength(500) achievements?: string;
  /** 对外开放共享规定. */
  @IsOptional() @IsString() @MaxLength(500) sharingRules?: string;
  /** 参考收费标准 in words. */
  @IsOptional() @IsString() @MaxLength(500) priceNote?: string;
  /** District (GB/T 2260). @example 370613 */
  @IsOptional() @IsString() @Length(6, 6) @Printable() districtCode?: string;
  @IsString() @Length(1, 200) @NotBlank() @Printable() address: string;
  @IsOptional() @IsString() @MaxLength(50) @Printable() contactName?: string;
  @IsOptional() @IsString() @Matches(/^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(-\d{1,6})?)$/) contactPhone?: string;
  @IsOptional() @IsEmail() @MaxLength(100) contactEmail?: string;
  @IsOptional() @Matches(/^\d{6}$/) postcode?: string;
  /** How it can be used: by oneself, with an operator, by sending samples. */
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(3) @ArrayUnique() @IsIn(bookingModes, { each: true }) modes: BookingMode[];
  @ValidateNested() @Type(() => OpenRuleFacts) openRule: OpenRuleFacts;
  /** The last day on which the calibration holds; nothing is booked beyond it. @example 2027-02-28 */
  @IsOptional() @IsDay() calibrationValidUntil?: string;
  /** All of them: those not given are no longer claimed. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => CapabilityFacts)
  capabilities?: CapabilityFacts[];
}

export class CreateEquipment extends EquipmentFacts {
  /** The tariff from today on; without one nothing can be booked yet. */
  @IsOptional() @ValidateNested() @Type(() => PriceListFacts) prices?: PriceListFacts;
}

export class ChangeEquipment extends PartialType(OmitType(EquipmentFacts, ['innerNo'])) {
  @IsOptional() @IsIn(equipmentStates) state?: EquipmentState;
}

export class EquipmentQuery extends EquipmentCapabilityQuery {
  /** Words of the name, model, functions …; all of them. */
  @IsOptional() @IsString() @Length(1, 100) q?: string;
  @IsOptional() @IsUUID() providerId?: string;
  @IsOptional() @IsString() @Length(6, 6) @Printable() districtCode?: string;
  @IsOptional() @IsIn(bookingModes) mode?: BookingMode;
  @IsOptional() @IsIn(equipmentStates) state?: EquipmentState;
  /** At most so much an hour for users from outside, in fen. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(1_000_000_000) maxPerHourFen?: number;
  @IsOptional() @IsIn(['createdAt', '-createdAt']) sort?: string = '-createdAt';
}
