import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  Length,
  MaxLength,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import { NotBlank, PageQuery, Printable } from '@nqi/shared/http';
import { dateFormats } from '../kinds/read-day';
import type { ImportMapping } from './import-mapping.entity';

const MAX_VALUES = 500;
const MAX_TEXT = 200;

function AreMeanings(): PropertyDecorator {
  const validate = (value: unknown): boolean => {
    const texts = Object.entries(value ?? {}).flat();
    return texts.length <= 2 * MAX_VALUES && texts.every((one) => typeof one === 'string' && one.length <= MAX_TEXT);
  };
  const defaultMessage = (): string => `$property must be at most ${MAX_VALUES} texts with their meanings`;
  return ValidateBy({ name: 'areMeanings', validator: { validate, defaultMessage } });
}

/** Which column says what, and how. */
export class ImportColumn {
  /** The column's name in the header of the sheet. @example 载重(lb) */
  @IsString() @Length(1, 200) @NotBlank() @Printable() column: string;
  /** The field, see `GET /v1/import-kinds`. @example ratedLoadKg */
  @IsString() @Length(1, 60) @Printable() field: string;
  /** Of a number: the unit of the column; `ft in` for feet and inches as free text. @example lb */
  @IsOptional() @IsString() @MaxLength(20) @Printable() unit?: string;
  /** Of a day; the year first is understood without. */
  @IsOptional() @IsIn(dateFormats) dateFormat?: (typeof dateFormats)[number];
  /** What texts of the column mean; an empty meaning is a blank. @example { "Traction Overhead (TO)": "3110" } */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string', maxLength: MAX_TEXT } })
  @IsOptional()
  @IsObject()
  @AreMeanings()
  values?: Record<string, string>;
}

export class CreateImportMapping {
  /** What the rows are, see `GET /v1/import-kinds`. @example elevator */
  @IsString() @Length(1, 60) @Printable() kind: string;
  /** The own name for it; a mapping of the same name is replaced. @example 旧系统导出 */
  @IsString() @Length(1, 60) @NotBlank() @Printable() name: string;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => ImportColumn)
  columns: ImportColumn[];
}

export class ImportMappingQuery extends PageQuery {
  @IsOptional() @IsString() @MaxLength(60) @Printable() kind?: string;
}

export class ImportMappingResponse {
  id: string;
  kind: string;
  name: string;
  columns: ImportColumn[];
  createdAt: Date;
}

export class ImportMappingList {
  items: ImportMappingResponse[];
  /** Null on the last page. */
  nextCursor: string | null;
}

export function toMappingResponse({ id, kind, name, columns, createdAt }: ImportMapping): ImportMappingResponse {
  return { id, kind, name, columns: columns as ImportColumn[], createdAt };
}
