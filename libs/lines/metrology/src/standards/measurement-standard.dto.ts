import { PartialType } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsString, Length, MaxLength, ValidateIf } from 'class-validator';
import { IsDay, NotBlank, PageQuery, Printable } from '@nqi/shared/http';
import { IsIn } from 'class-validator';
import type { MeasurementStandard } from './measurement-standard.entity';

export class CreateStandard {
  /** @example 数字压力计 */
  @IsString() @Length(1, 100) @NotBlank() @Printable() name: string;
  @IsOptional() @IsString() @MaxLength(60) @Printable() model?: string;
  /** @example 2218003 */
  @IsString() @Length(1, 60) @NotBlank() @Printable() serialNo: string;
  /** @example (-0.1~60) MPa */
  @IsString() @Length(1, 100) @NotBlank() @Printable() measuringRange: string;
  /** 不确定度/准确度等级/最大允许误差. @example 0.05级 */
  @IsString() @Length(1, 100) @NotBlank() @Printable() accuracy: string;
  /** 计量标准考核证书号, with `assessedUntil`. */
  @IsOptional() @IsString() @Length(1, 60) @NotBlank() @Printable() assessmentNo?: string;
  @ValidateIf(({ assessmentNo }: CreateStandard) => typeof assessmentNo === 'string')
  @IsDay()
  assessedUntil?: string;
  /** 溯源证书号. @example LSyq2025-11873 */
  @IsString() @Length(1, 60) @NotBlank() @Printable() traceabilityNo: string;
  /** Last day of that certificate. @example 2026-11-30 */
  @IsDay() traceableUntil: string;
}

export class ChangeStandard extends PartialType(CreateStandard) {
  @IsOptional() @IsBoolean() isInUse?: boolean;
}

export class StandardQuery extends PageQuery {
  /** Only those that may be used on this day. */
  @IsOptional() @IsDay() validOn?: string;
  @IsOptional() @IsIn(['createdAt', '-createdAt']) sort?: string = '-createdAt';
}

export class MeasurementStandardResponse {
  id: string;
  laboratoryId: string;
  name: string;
  model: string | null;
  serialNo: string;
  measuringRange: string;
  accuracy: string;
  assessmentNo: string | null;
  assessedUntil: string | null;
  traceabilityNo: string;
  traceableUntil: string;
  isInUse: boolean;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export class MeasurementStandardList {
  items: MeasurementStandardResponse[];
  nextCursor: string | null;
}

export function toStandardResponse(standard: MeasurementStandard): MeasurementStandardResponse {
  const { id, laboratoryId, name, model, serialNo, measuringRange, accuracy, assessmentNo, assessedUntil } = standard;
  const { traceabilityNo, traceableUntil, isInUse, version, createdAt, updatedAt } = standard;
  return {
    ...{ id, laboratoryId, name, model, serialNo, measuringRange, accuracy, assessmentNo, assessedUntil },
    ...{ traceabilityNo, traceableUntil, isInUse, version, createdAt, updatedAt },
  };
}
