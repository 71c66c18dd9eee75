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
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsDay, Printable } from '@nqi/shared/http';
import type { ItemResult } from '../filings/inspection-conclusion';
import type { ChecklistItem } from '../rules/elevator-rules.service';

const itemResults: readonly ItemResult[] = ['pass', 'fail', 'rectified', 'monitored', 'not_applicable'];

export class ScheduleVisit {
  /** @example 2026-12-08 */
  @IsDay() scheduledOn: string;
  @IsIn(['morning', 'afternoon']) scheduledPeriod: 'morning' | 'afternoon';
}

export class DispatchVisit {
  /** Two or more inspectors with a licence that is valid on the day. */
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(10)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  inspectorIds: string[];
}

/** The site conditions that allow an inspection to start. */
export class StartVisit {
  /** Machine room in °C; 5 to 40 allow the inspection. @example 21.5 */
  @Matches(/^-?\d{1,2}(\.\d)?$/) temperatureC: string;
  /** Deviation of the supply voltage in percent; -7 to 7 allow the inspection. @example -1.5 */
  @Matches(/^-?\d{1,2}(\.\d)?$/) supplyVoltageDeviationPercent: string;
  /** The area is cleared and guarded. */
  @IsBoolean() isGuarded: boolean;
  /** The maintenance contractor's people are there. */
  @IsBoolean() isMaintainerPresent: boolean;
}

export class ItemFinding {
  @IsInt() @Min(1) @Max(200) no: number;
  /** `monitored`: failed, but the user unit has committed itself in writing to supervised use. */
  @IsIn(itemResults) result: ItemResult;
  @IsOptional() @IsString() @MaxLength(200) @Printable() remark?: string;
}

export class ConcludeVisit {
  /** @example 2026-12-08 */
  @IsDay() inspectedOn: string;
  /** One finding for each item of the checklist. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => ItemFinding)
  items: ItemFinding[];
  /** 检验意见通知书编号, for a pass after rectification. @example TZS-DT-26000123 */
  @IsOptional() @IsString() @MaxLength(40) @Printable() opinionNoticeNo?: string;
  @IsOptional() @IsString() @MaxLength(500) @Printable() remark?: string;
}

export class ChecklistItemResponse {
  no: number;
  name: string;
  nameEn: string;
  /** 关键项目: its failure fails the device. */
  isKey: boolean;
}

export class Checklist {
  items: ChecklistItemResponse[];
}

export function toChecklist(items: readonly ChecklistItem[]): Checklist {
  return { items: items.map(({ no, name, nameEn, isKey }) => ({ no, name, nameEn, isKey })) };
}
