import { IsIn, IsOptional, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { IsDay, NotBlank, PageQuery, Printable } from '@nqi/shared/http';
import { type FilingState, filingWorkflow } from './filing.workflow';

/** Mobile or landline. */
export const CONTACT_PHONE = /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(-\d{1,6})?)$/;

/** What a filing says besides the device. */
export class FilingFacts {
  /** The day that suits the user unit. @example 2026-12-08 */
  @IsOptional() @IsDay() requestedOn?: string;
  @IsOptional() @IsString() @MaxLength(50) @Printable() contactName?: string;
  /** Mobile or landline of the contact. @example 13800138001 */
  @IsOptional() @IsString() @Matches(CONTACT_PHONE) contactPhone?: string;
  @IsOptional() @IsString() @MaxLength(500) @Printable() remark?: string;
  /** Number of the safety authority's opinion, for a device that is long overdue. */
  @IsOptional() @IsString() @MaxLength(60) @NotBlank() @Printable() overdueOpinionNo?: string;
}

export class CreateFiling extends FilingFacts {
  @IsUUID() elevatorId: string;
}

/** A row of a batch names its device by any one of its codes. */
export class FilingRow extends FilingFacts {
  /** The sender's own name for the row. */
  @IsOptional() @IsString() @MaxLength(60) clientRef?: string;
  @IsOptional() @IsUUID() elevatorId?: string;
  @IsOptional() @IsString() @Length(1, 30) @Printable() registrationCode?: string;
  @IsOptional() @IsString() @Length(1, 30) @Printable() deviceCode?: string;
  @IsOptional() @IsString() @Length(1, 40) @Printable() useRegistrationNo?: string;
  /** Only where it is unique among the devices that the sender may file. */
  @IsOptional() @IsString() @Length(1, 60) @Printable() internalNo?: string;
}

export class RequireSupplement {
  /** Everything that is missing, at once. */
  @IsString() @Length(1, 1000) @NotBlank() supplementRequest: string;
}

export class RefuseFiling {
  /** The legal reason. */
  @IsString() @Length(1, 1000) @NotBlank() refusalReason: string;
}

export class ObjectToFiling {
  /** Whoever filed it reads it. */
  @IsString() @Length(1, 500) @NotBlank() reason: string;
}

export class WithdrawFiling {
  @IsOptional() @IsString() @MaxLength(500) reason?: string;
}

export class FilingQuery extends PageQuery {
  @IsOptional() @IsIn(filingWorkflow.states) state?: FilingState;
  @IsOptional() @IsUUID() batchId?: string;
  @IsOptional() @IsUUID() elevatorId?: string;
  /** Filed under this mandate. */
  @IsOptional() @IsUUID() mandateId?: string;
  @IsOptional() @IsString() @MaxLength(30) @Printable() number?: string;
  /** `openEvents`: each item with what the caller may do now. */
  @IsOptional() @IsIn(['openEvents']) include?: 'openEvents';
  @IsOptional() @IsIn(['createdAt', '-createdAt']) sort?: string = '-createdAt';
}
