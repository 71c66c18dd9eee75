import { PartialType } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { IsDay, NotBlank, PageQuery } from '@nqi/shared/http';
import { type Category, categories } from '../requests/help-request-facts';
import { type ServiceMode, serviceModes } from './expert.entity';
import { type ExpertState, expertWorkflow } from './expert.workflow';

/** What an expert offers. Nothing of it is personal data that would have to be encrypted. */
export class ApplyAsExpert {
  /** 职称. @example 高级工程师 */
  @IsString() @Length(1, 50) @NotBlank() title: string;
  @IsOptional() @IsString() @Length(1, 50) degree?: string;
  /** What can be asked; the same words as the categories of requests. */
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(9) @ArrayUnique() @IsIn(categories, { each: true }) fields: Category[];
  /** 行业链. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(16)
  @IsString({ each: true })
  @Length(1, 40, { each: true })
  industries?: string[];
  /** Certificates with their numbers. @example ["注册计量师一级 JL-3706-0001"] */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  certificates?: string[];
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsString({ each: true })
  @Length(1, 30, { each: true })
  languages?: string[];
  /** Committees of standardisation. @example ["ISO/TC 34 注册专家"] */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  committees?: string[];
  @IsOptional() @IsString() @MaxLength(4000) achievements?: string;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(4)
  @ArrayUnique()
  @IsIn(serviceModes, { each: true })
  serviceModes: ServiceMode[];
  /** In fen; left out: free of charge. */
  @IsOptional() @IsInt() @Min(1) @Max(100_000_000) hourlyFeeFen?: number;
  /** Requests in hand at the same time; default: 3. */
  @IsOptional() @IsInt() @Min(1) @Max(20) maxConcurrent?: number;
  /** 回避单位: organisations that the expert must not serve. Fixed by the review. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  avoidOrganisationIds?: string[];
}

export class ChangeExpert extends PartialType(ApplyAsExpert) {}

/** For how long the platform vouches. */
export class Validity {
  /** The last day. @example 2028-12-31 */
  @IsDay() validUntil: string;
}

export class ExpertQuery extends PageQuery {
  /** Words of name, title, employer, certificates and achievements. */
  @IsOptional() @IsString() @Length(1, 100) q?: string;
  @IsOptional() @IsIn(categories) field?: Category;
  @IsOptional() @IsIn(serviceModes) serviceMode?: ServiceMode;
  @IsOptional() @IsIn(expertWorkflow.states) state?: ExpertState;
  @IsOptional() @IsIn(['createdAt', '-createdAt']) sort?: string = '-createdAt';
}
