import { IsDay, NotBlank, Printable } from '@nqi/shared/http';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { type Remainder, remainders } from './sample';

/** 样品, as its sender describes it. */
export class SampleFacts {
  /** As the product standard or the label names it. @example 六角头螺栓 */
  @IsString() @Length(1, 100) @NotBlank() @Printable() name: string;
  /** @example M12×80 8.8级 */
  @IsOptional() @IsString() @MaxLength(100) @Printable() modelSpec?: string;
  /** 标示生产单位. */
  @IsOptional() @IsString() @MaxLength(100) @Printable() manufacturer?: string;
  @IsOptional() @IsString() @MaxLength(60) @Printable() batchNo?: string;
  /** With its unit. @example 8 件 */
  @IsString() @Length(1, 40) @NotBlank() @Printable() quantity: string;
  @IsOptional() @IsString() @MaxLength(60) @Printable() trademark?: string;
  @IsOptional() @IsDay() producedOn?: string;
  /** Its state as sent. @example 表面完好，无锈蚀 */
  @IsOptional() @IsString() @MaxLength(200) @Printable() appearance?: string;
}

/** What is to be found out, by which standards; see GET /v1/standards for their numbers. */
export class TestRequest {
  /** 检验项目. @example ["抗拉强度"] */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(120)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 60, { each: true })
  @NotBlank({ each: true })
  @Printable({ each: true })
  parameters: string[];
  /** 检验依据: standards by which is tested. @example ["GB/T 228.1-2021"] */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Length(1, 60, { each: true })
  @NotBlank({ each: true })
  @Printable({ each: true })
  basis: string[];
  /** 判定依据: standards by which is judged; absent: data without verdicts. @example ["GB/T 3098.1-2010"] */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Length(1, 60, { each: true })
  @NotBlank({ each: true })
  @Printable({ each: true })
  judgement?: string[];
  /** 余样处理; default: return. */
  @IsOptional() @IsIn(remainders) remainder?: Remainder;
  /** Copies on paper beside the electronic report; default: 0. */
  @IsOptional() @IsInt() @Min(0) @Max(10) copies?: number;
}
