import { IsDay, IsDecimalText, NotBlank, Printable } from '@nqi/shared/http';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { EvaluatedUncertainty } from '../results/result.dto';
import type { MetrologyTest } from './metrology-test.entity';
import { type OutOfScope, type TestConclusion, type TestRow, type Verdict, verdicts } from './test-row';

export class EnterTestRow {
  /** As the order names it. @example 抗拉强度 */
  @IsString() @Length(1, 60) @NotBlank() @Printable() parameter: string;
  /** @example MPa */
  @IsOptional() @IsString() @MaxLength(20) @Printable() unit?: string;
  /** Of the standard by which is judged; without it there is no verdict. @example ≥800 */
  @IsOptional() @IsString() @MaxLength(200) @Printable() requirement?: string;
  /** @example 856 */
  @IsString() @Length(1, 200) @NotBlank() @Printable() result: string;
  /** In the unit of the result. A verdict by guard band needs it, unless the result is no number. */
  @IsOptional() @IsObject() @ValidateNested() @Type(() => EvaluatedUncertainty) uncertainty?: EvaluatedUncertainty;
  @IsIn(verdicts) verdict: Verdict;
  /** Standard by which was tested; default: the first one of the order. @example GB/T 228.1-2021 */
  @IsOptional() @IsString() @Length(1, 60) @NotBlank() @Printable() method?: string;
  /** The row of the approval that covers it, see GET /v1/testing-capabilities; without one the result is out of scope. */
  @IsOptional() @IsUUID() capabilityId?: string;
  /** Who found it out, where the client agreed to subcontracting. */
  @IsOptional() @IsString() @MaxLength(100) @Printable() subcontractor?: string;
}

export class EnterTestResult {
  /** Between the day of the receipt and today. @example 2026-03-02 */
  @IsDay() startedOn: string;
  /** Last day of the work. @example 2026-03-02 */
  @IsDay() performedOn: string;
  @IsString() @Length(1, 100) @NotBlank() @Printable() place: string;
  /** In °C. @example 22.5 */
  @IsDecimalText({ signed: true }) temperatureC: string;
  /** Relative, in percent. @example 48 */
  @IsDecimalText() humidityPercent: string;
  @IsOptional() @IsString() @MaxLength(200) @Printable() otherConditions?: string;
  /** Additions to, deviations or exclusions from the method. */
  @IsOptional() @IsString() @MaxLength(500) @Printable() deviations?: string;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(300)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => EnterTestRow)
  results: EnterTestRow[];
  @IsOptional() @IsString() @MaxLength(500) @Printable() remark?: string;
}

const reasons = ['not_approved', 'not_valid', 'other_parameter', 'other_method', 'method_not_in_force'] as const;

export class TestRowResponse implements TestRow {
  parameter: string;
  unit: string | null;
  requirement: string | null;
  result: string;
  /** Expanded, in the unit of the result; null: none is stated. */
  @ApiProperty({ type: EvaluatedUncertainty, nullable: true }) uncertainty: EvaluatedUncertainty | null;
  @ApiProperty({ enum: verdicts }) verdict: Verdict;
  method: string;
  subcontractor: string | null;
  /** Why it lies outside of the laboratory's approval; null: it does not. */
  @ApiProperty({ enum: reasons, type: String, nullable: true }) outOfScope: OutOfScope | null;
  accreditationNo: string | null;
}

export class TestResultResponse {
  id: string;
  itemId: string;
  /** Rises when a report was sent back and the result entered again. */
  revision: number;
  startedOn: string;
  performedOn: string;
  place: string;
  temperatureC: string;
  humidityPercent: string;
  otherConditions: string | null;
  deviations: string | null;
  results: TestRowResponse[];
  @ApiProperty({ enum: ['pass', 'fail'], type: String, nullable: true }) conclusion: TestConclusion;
  remark: string | null;
  createdAt: Date;
}

export function toTestResultResponse(test: MetrologyTest): TestResultResponse {
  const { id, itemId, revision, startedOn, performedOn, place, temperatureC, humidityPercent } = test;
  const { otherConditions, deviations, rows, conclusion, remark, createdAt } = test;
  return {
    ...{ id, itemId, revision, startedOn, performedOn, place, temperatureC, humidityPercent },
    results: rows.map((row) => ({ ...row, uncertainty: row.uncertainty ?? null })),
    ...{ otherConditions, deviations, conclusion, remark, createdAt },
  };
}
