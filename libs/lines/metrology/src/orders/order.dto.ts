import { OmitType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
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
  ValidateNested,
} from 'class-validator';
import { IsDay, NotBlank, PageQuery, Printable } from '@nqi/shared/http';
import { SampleFacts, TestRequest } from '../testing/sample.dto';
import { type DecisionRule, decisionRules } from '../results/conformity';
import { orderedServices, type OrderedService, type ReturnMode, returnModes, type Site, sites } from './order.entity';
import { type OrderState, orderWorkflow } from './order.workflow';

/** One instrument of the own ledger, to be verified or calibrated; or one sample, to be tested. */
export class OrderLine {
  /** Of verification and calibration. */
  @IsOptional() @IsUUID() instrumentId?: string;
  /** Of testing. */
  @IsOptional() @IsObject() @ValidateNested() @Type(() => SampleFacts) sample?: SampleFacts;
  /** Of testing: what is to be found out. */
  @IsOptional() @IsObject() @ValidateNested() @Type(() => TestRequest) test?: TestRequest;
  /** Points or ranges asked for. @example 0、4、8、12、16 kg */
  @IsOptional() @IsString() @MaxLength(200) @Printable() request?: string;
}

export class CreateMetrologyOrder {
  /** See GET /v1/metrology-capabilities/search for laboratories that can. */
  @IsUUID() laboratoryId: string;
  /** 检定 concludes by law; 校准 gives values and uncertainties; 检测 finds out what a sample is like. */
  @IsIn(orderedServices) service: OrderedService;
  /** Default: lab. */
  @IsOptional() @IsIn(sites) site?: Site;
  /** Where to come to, for work on site. */
  @IsOptional() @IsString() @MaxLength(200) @Printable() siteAddress?: string;
  /** Default: pickup. */
  @IsOptional() @IsIn(returnModes) returnMode?: ReturnMode;
  @IsOptional() @IsString() @MaxLength(200) @Printable() returnAddress?: string;
  /** Statement of conformity on a calibration certificate, and by which rule; default: none. */
  @IsOptional() @IsIn(decisionRules) decisionRule?: DecisionRule;
  /** Interval to print on a calibration certificate, if the client wants one. */
  @IsOptional() @IsInt() @Min(1) @Max(240) agreedIntervalMonths?: number;
  /** 证书单位; default: the client. */
  @IsOptional() @IsString() @Length(1, 100) @NotBlank() @Printable() addresseeName?: string;
  @IsOptional() @IsString() @MaxLength(200) @Printable() addresseeAddress?: string;
  @IsString() @Length(1, 50) @NotBlank() @Printable() contactName: string;
  /** Mobile or landline of the contact. @example 13800138001 */
  @IsString() @Matches(/^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(-\d{1,6})?)$/) @MaxLength(20) contactPhone: string;
  /** The day that suits the client. @example 2026-03-09 */
  @IsOptional() @IsDay() requestedOn?: string;
  @IsOptional() @IsBoolean() isUrgent?: boolean;
  @IsOptional() @IsBoolean() agreesToSubcontract?: boolean;
  @IsOptional() @IsString() @MaxLength(500) @Printable() remark?: string;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique((one: OrderLine | null) => one?.instrumentId ?? one)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => OrderLine)
  items: OrderLine[];
}

/** Null takes a fact away; `items` replaces all of them. */
export class ChangeMetrologyOrder extends PartialType(OmitType(CreateMetrologyOrder, ['laboratoryId', 'service'])) {}

export class RequestChange {
  /** Everything that is to be changed, at once. */
  @IsString() @Length(1, 1000) @NotBlank() @Printable() changeRequest: string;
}

export class RejectOrder {
  /** What the laboratory lacks: capability, licence, time. */
  @IsString() @Length(1, 1000) @NotBlank() @Printable() rejectionReason: string;
}

export class CancelOrder {
  @IsOptional() @IsString() @MaxLength(500) @Printable() reason?: string;
}

/** What the laboratory will do to one item, by which of its capabilities. */
export class QuotedLine {
  @IsUUID() itemId: string;
  /** Of an instrument. */
  @IsOptional() @IsUUID() capabilityId?: string;
  /** In fen; default: the price of the capability; a test has none. A mandatory verification is free and takes none. */
  @IsOptional() @IsInt() @Min(0) @Max(20_000_000) priceFen?: number;
  /** Of a test: working days from the receipt of the sample; a capability says its own. */
  @IsOptional() @IsInt() @Min(1) @Max(250) promisedDays?: number;
}

export class QuoteOrder {
  /** One line for each item. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique((one: QuotedLine | null) => one?.itemId)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => QuotedLine)
  lines: QuotedLine[];
}

export class OrderQuery extends PageQuery {
  @IsOptional() @IsIn(orderWorkflow.states) state?: OrderState;
  @IsOptional() @IsString() @MaxLength(30) @Printable() number?: string;
  @IsOptional() @IsUUID() laboratoryId?: string;
  @IsOptional() @IsUUID() clientId?: string;
  @IsOptional() @IsIn(orderedServices) service?: OrderedService;
  /** `openEvents`: each order with what the caller may do now. */
  @IsOptional() @IsIn(['openEvents']) include?: 'openEvents';
  @IsOptional() @IsIn(['createdAt', '-createdAt']) sort?: string = '-createdAt';
}
