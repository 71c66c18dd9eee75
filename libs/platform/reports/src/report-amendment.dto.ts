import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsString,
  Length,
  Matches,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { BilingualText } from './verification.dto';

export class ReportChange {
  /** One of the amendable fields of the report, as a JSON pointer into its content. */
  @IsString() @MaxLength(200) pointer: string;
  /** What should have stood there; null takes an optional remark away. */
  @ValidateIf((change: ReportChange) => change.value !== null)
  @IsString()
  @Length(1, 1000)
  @Matches(/\S/)
  value: string | null;
}

export class AmendReport {
  /** Printed on the amendment. */
  @IsString() @Length(1, 500) @Matches(/\S/) reason: string;
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => ReportChange)
  changes: ReportChange[];
}

export class AmendableFieldResponse {
  pointer: string;
  label: BilingualText;
  value: string | null;
  isOptional: boolean;
}

export class AmendableFieldList {
  items: AmendableFieldResponse[];
}
