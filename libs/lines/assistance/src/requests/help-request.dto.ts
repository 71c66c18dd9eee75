import { PartialType } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Max, MaxLength, Min } from 'class-validator';
import { NotBlank, PageQuery } from '@nqi/shared/http';
import {
  type Category,
  categories,
  type HelpType,
  helpTypes,
  MAX_EXPERTS,
  type Priority,
  priorities,
} from './help-request-facts';
import { type HelpRequestState, helpRequestWorkflow } from './help-request.workflow';

/** A question, and how it should be handled. */
export class CreateHelpRequest {
  /** 紧急 · 咨询 · 求助 · 投诉建议. */
  @IsIn(helpTypes) type: HelpType;
  @IsOptional() @IsIn(priorities) priority?: Priority;
  @IsIn(categories) category: Category;
  /** 产业链. @example 食品 */
  @IsOptional() @IsString() @Length(1, 40) industry?: string;
  /** @example 速冻水饺怎样写进 ISO 标准 */
  @IsString() @Length(1, 120) @NotBlank() title: string;
  @IsString() @Length(1, 4000) @NotBlank() description: string;
  /** Whether every expert may see it, and everybody once it is resolved; default: only who serves it. */
  @IsOptional() @IsBoolean() isPublic?: boolean;
  /** Whether only operators and the own organisation may know who asks. */
  @IsOptional() @IsBoolean() isAnonymous?: boolean;
  /** At most so many experts serve it; default: one. */
  @IsOptional() @IsInt() @Min(1) @Max(MAX_EXPERTS) wantedExperts?: number;
  /** District (GB/T 2260); default: that of the organisation. @example 370611 */
  @IsOptional() @IsString() @Length(6, 6) districtCode?: string;
}

export class ChangeHelpRequest extends PartialType(CreateHelpRequest) {}

export class WithdrawHelpRequest {
  @IsOptional() @IsString() @MaxLength(1000) reason?: string;
}

export class HelpRequestQuery extends PageQuery {
  /** `own`: of the own organisation; `assigned`: that I serve or served; `offered`: that experts may claim. */
  @IsOptional() @IsIn(['own', 'assigned', 'offered']) view?: 'own' | 'assigned' | 'offered';
  /** Words of title and description. */
  @IsOptional() @IsString() @Length(1, 100) q?: string;
  @IsOptional() @IsIn(helpRequestWorkflow.states) state?: HelpRequestState;
  @IsOptional() @IsIn(helpTypes) type?: HelpType;
  @IsOptional() @IsIn(priorities) priority?: Priority;
  @IsOptional() @IsIn(categories) category?: Category;
  @IsOptional() @IsString() @MaxLength(30) number?: string;
  /** The organisation that asks; anonymous requests are found by operators and by itself. */
  @IsOptional() @IsUUID() requesterOrganisationId?: string;
  /** Whose first response or answer is late and still missing. */
  @IsOptional() @IsIn(['true']) overdue?: 'true';
  /** For operators: who has to be called. */
  @IsOptional() @IsIn(['true']) callbackDue?: 'true';
  /** `openEvents`: each item with what the caller may do now. */
  @IsOptional() @IsIn(['openEvents']) include?: 'openEvents';
  /** `answerDueAt` leaves out drafts. */
  @IsOptional() @IsIn(['createdAt', '-createdAt', 'answerDueAt', '-answerDueAt']) sort?: string = '-createdAt';
}
