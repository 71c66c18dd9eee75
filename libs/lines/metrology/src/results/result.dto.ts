import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  IsOptional,
  IsObject,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsDay, IsDecimalText, IsUnit, NotBlank, Printable } from '@nqi/shared/http';
import { type Template, templates } from './measurement.entity';
import type { AdjustmentStatus, Direction } from './result-row';
import { PressureGaugeReadings, WeighingReadings } from './template-readings.dto';

/** One row of the general table. */
export class GeneralRow {
  /** What was measured. @example 外测量爪 */
  @IsOptional() @IsString() @MaxLength(60) @Printable() label?: string;
  @IsOptional() @IsDecimalText({ signed: true }) nominal?: string;
  @IsDecimalText({ signed: true }) reference: string;
  @IsDecimalText({ signed: true }) indication: string;
  /** Largest error allowed, without sign. */
  @IsOptional() @IsDecimalText() mpe?: string;
  @IsOptional() @IsIn(['up', 'down']) direction?: Direction;
  @IsOptional() @IsInt() @Min(1) @Max(100) run?: number;
  /** Before or after an adjustment; both are reported. */
  @IsOptional() @IsIn(['as_found', 'as_left']) status?: AdjustmentStatus;
}

export class GeneralReadings {
  /** Unit of the readings. @example mm */
  @IsString() @MaxLength(20) @IsUnit() unit: string;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => GeneralRow)
  rows: GeneralRow[];
}

export class EvaluatedUncertainty {
  /** Expanded, in the unit of the readings. @example 0.003 */
  @IsDecimalText() value: string;
  /** Coverage factor. @example 2 */
  @Matches(/^[1-5](\.\d{1,2})?$/) k: string;
}

/** What was read; everything else is computed. The readings stand in the member named by `template`. */
export class EnterResult {
  /** @example 2026-03-05 */
  @IsDay() performedOn: string;
  /** 检定/校准地点. */
  @IsString() @Length(1, 200) @NotBlank() @Printable() place: string;
  /** @example 20.3 */
  @Matches(/^-?\d{1,2}(\.\d)?$/) temperatureC: string;
  /** Relative. @example 52 */
  @Matches(/^(\d{1,2}(\.\d)?|100)$/) humidityPercent: string;
  @IsOptional() @IsString() @MaxLength(200) @Printable() otherConditions?: string;
  /** Additions to, deviations or exclusions from the method; printed among the statements. */
  @IsOptional() @IsString() @MaxLength(500) @Printable() deviations?: string;
  /** Measurement standards of the laboratory that are valid on the day. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  standardIds: string[];
  /** Follows from the agreed method. */
  @IsIn(templates) template: Template;
  @ValidateIf(({ template }: EnterResult) => template === 'pressure_gauge')
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => PressureGaugeReadings)
  pressureGauge?: PressureGaugeReadings;
  @ValidateIf(({ template }: EnterResult) => template === 'weighing_instrument')
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => WeighingReadings)
  weighing?: WeighingReadings;
  @ValidateIf(({ template }: EnterResult) => template === 'general')
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => GeneralReadings)
  general?: GeneralReadings;
  /** The laboratory's own evaluation; default: its accredited capability at each value. */
  @IsOptional() @IsObject() @ValidateNested() @Type(() => EvaluatedUncertainty) uncertainty?: EvaluatedUncertainty;
  /** 有效期至 of a pass, not beyond the cycle of the regulation; default: its end. */
  @IsOptional() @IsDay() validUntil?: string;
  @IsOptional() @IsString() @MaxLength(500) @Printable() remark?: string;
}
