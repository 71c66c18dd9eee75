import { IsDay, NotBlank, PageQuery, Printable } from '@nqi/shared/http';
import { OmitType, PartialType } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import type { TestingCapability } from './testing-capability.entity';

export class CreateTestingCapability {
  /** 类别. @example 金属材料 */
  @IsString() @Length(1, 60) @NotBlank() @Printable() category: string;
  /** 检测对象. @example 紧固件 */
  @IsString() @Length(1, 100) @NotBlank() @Printable() object: string;
  /** 项目或参数. @example 抗拉强度 */
  @IsString() @Length(1, 60) @NotBlank() @Printable() parameter: string;
  /** Number with its year, of a standard that GET /v1/standards knows. @example GB/T 228.1-2021 */
  @IsString() @Length(1, 60) @NotBlank() @Printable() methodNo: string;
  /** 限制范围. @example 最大试验力 600 kN */
  @IsOptional() @IsString() @MaxLength(200) @Printable() limitation?: string;
  /** 资质认定证书编号. @example 230020340001 */
  @IsString() @Length(1, 60) @NotBlank() @Printable() accreditationNo: string;
  @IsDay() validFrom: string;
  @IsDay() validTo: string;
}

export class ChangeTestingCapability extends PartialType(
  OmitType(CreateTestingCapability, ['object', 'parameter', 'methodNo', 'validFrom']),
) {}

export class TestingCapabilityQuery extends PageQuery {
  @IsOptional() @IsUUID() laboratoryId?: string;
  /** In full. @example 抗拉强度 */
  @IsOptional() @IsString() @MaxLength(60) @Printable() parameter?: string;
  @IsOptional() @IsString() @MaxLength(60) @Printable() methodNo?: string;
  /** Only those in force on this day. */
  @IsOptional() @IsDay() validOn?: string;
  @IsOptional() @IsIn(['createdAt', '-createdAt']) sort?: string = '-createdAt';
}

export class TestingCapabilityResponse {
  id: string;
  laboratoryId: string;
  category: string;
  object: string;
  parameter: string;
  methodNo: string;
  limitation: string | null;
  accreditationNo: string;
  validFrom: string;
  validTo: string;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export class TestingCapabilityList {
  items: TestingCapabilityResponse[];
  nextCursor: string | null;
}

export function toTestingCapabilityResponse(capability: TestingCapability): TestingCapabilityResponse {
  const { id, laboratoryId, category, object, parameter, methodNo, limitation, accreditationNo } = capability;
  const { validFrom, validTo, version, createdAt, updatedAt } = capability;
  return {
    ...{ id, laboratoryId, category, object, parameter, methodNo, limitation, accreditationNo },
    ...{ validFrom, validTo, version, createdAt, updatedAt },
  };
}
