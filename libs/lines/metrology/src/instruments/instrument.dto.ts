import { PartialType } from '@nestjs/swagger';
import {
  IsBoolean,
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
  ValidateIf,
} from 'class-validator';
import { IsDay, NotBlank, PageQuery, Printable } from '@nqi/shared/http';
import {
  accuracyTypes,
  type InstrumentPurpose,
  instrumentPurposes,
  type InstrumentStatus,
  instrumentStatuses,
  manageLevels,
  submitModes,
} from './instrument.entity';
import { type InstrumentState, instrumentWorkflow } from './instrument.workflow';

/** What the ledger holds of an instrument (e-CQS 台账). */
export class InstrumentFacts {
  /** 器具名称. @example 弹簧管式一般压力表 */
  @IsString() @Length(1, 100) @NotBlank() @Printable() name: string;
  /** 型号规格. @example Y-100 */
  @IsString() @Length(1, 100) @NotBlank() @Printable() modelSpec: string;
  /** 出厂编号: one row is one physical instrument. @example 20230815 */
  @IsString() @Length(1, 60) @NotBlank() @Printable() serialNo: string;
  @IsOptional() @IsString() @MaxLength(100) @Printable() manufacturer?: string;
  /** 器具产地. */
  @IsOptional() @IsString() @MaxLength(60) @Printable() originCountry?: string;
  /** 测量范围, as on the plate. @example (0~1.6) MPa */
  @IsOptional() @IsString() @MaxLength(100) @Printable() measuringRange?: string;
  /** 准确度等级, as on the plate. @example 1.6级 */
  @IsOptional() @IsString() @MaxLength(60) @Printable() accuracyClass?: string;
  @IsOptional() @IsIn(accuracyTypes) accuracyType?: (typeof accuracyTypes)[number];
  /** 分度值. @example 0.02 mm */
  @IsOptional() @IsString() @MaxLength(60) @Printable() division?: string;
  /** 器具用途. */
  @IsIn(instrumentPurposes) purpose: InstrumentPurpose;
  /** Item of the catalogue, see GET /v1/verification-catalogue. @example QJ-19 */
  @IsOptional() @IsString() @Matches(/^QJ-\d{2,3}$/) catalogueItemCode?: string;
  /** Regulation without its year; default: that of the item. @example JJG 52 */
  @IsOptional() @IsString() @Length(1, 30) @Printable() regulationSeries?: string;
  /** District of use (GB/T 2260); default: that of the organisation. @example 370602 */
  @IsOptional() @IsString() @Length(6, 6) @Printable() districtCode?: string;
  /** 安装/使用地点. */
  @IsOptional() @IsString() @MaxLength(200) @Printable() usePlace?: string;
  @IsOptional() @IsIn(manageLevels) manageLevel?: (typeof manageLevels)[number];
  /** 送检方式; default: either. */
  @IsOptional() @IsIn(submitModes) submitMode?: (typeof submitModes)[number];
  /** Where it differs from that of the regulation. */
  @IsOptional() @IsInt() @Min(1) @Max(240) cycleMonths?: number;
  /** Of the latest certificate, while none of this platform is there. */
  @IsOptional() @IsDay() lastVerifiedOn?: string;
  /** 有效期至 of that certificate; default: proposed from the cycle. */
  @IsOptional() @IsDay() validUntil?: string;
  @IsOptional() @IsString() @MaxLength(500) @Printable() remark?: string;
}

export class CreateInstrument extends InstrumentFacts {
  /** Default: in_use; nobody enters what is gone. */
  @IsOptional() @IsIn(instrumentStatuses.filter((status) => status !== 'scrapped')) status?: InstrumentStatus;
  /** Only a draft: not filed with the district's regulator yet. */
  @IsOptional() @IsBoolean() isDraft?: boolean;
}

/** A row of a batch may carry the sender's own name for it. */
export class InstrumentRow extends CreateInstrument {
  @IsOptional() @IsString() @MaxLength(60) clientRef?: string;
}

export class ChangeInstrument extends PartialType(InstrumentFacts) {
  @IsOptional() @IsIn(instrumentStatuses) status?: InstrumentStatus;
}

export class ReturnInstrument {
  /** What the owner has to put right. */
  @IsString() @Length(1, 500) @NotBlank() @Printable() reason: string;
}

export class OverrideMandatory {
  /** Whether it must be verified; null: as the catalogue and its purpose say. */
  @ValidateIf(({ isMandatory }: OverrideMandatory) => isMandatory !== null)
  @IsBoolean()
  isMandatory: boolean | null;
  @IsString() @Length(1, 500) @NotBlank() @Printable() reason: string;
}

export class InstrumentQuery extends PageQuery {
  /** Words of name, model, serial number, manufacturer, place or ledger number. */
  @IsOptional() @IsString() @Length(1, 60) @Printable() q?: string;
  @IsOptional() @IsIn(instrumentStatuses) status?: InstrumentStatus;
  @IsOptional() @IsIn(instrumentWorkflow.states) state?: InstrumentState;
  @IsOptional() @IsIn(instrumentPurposes) purpose?: InstrumentPurpose;
  @IsOptional() @IsIn(['true', 'false']) isMandatory?: 'true' | 'false';
  @IsOptional() @IsIn(['true', 'false']) isUseProhibited?: 'true' | 'false';
  @IsOptional() @IsUUID() ownerId?: string;
  @IsOptional() @IsString() @Matches(/^QJ-\d{2,3}$/) catalogueItemCode?: string;
  @IsOptional() @IsString() @Length(6, 6) @Printable() districtCode?: string;
  /** Valid until this day or later; only what is in use or on standby is due. */
  @IsOptional() @IsDay() dueFrom?: string;
  /** Valid until this day or earlier; only what is in use or on standby is due. */
  @IsOptional() @IsDay() dueTo?: string;
  /** `dueOn` lists only what is due some day. */
  @IsOptional() @IsIn(['createdAt', '-createdAt', 'dueOn', '-dueOn']) sort?: string = '-createdAt';
}
