import { ApiProperty } from '@nestjs/swagger';
import { type Remainder, remainders, type Sample, type TestTerms } from './sample';

export class SampleResponse implements Sample {
  name: string;
  modelSpec: string | null;
  manufacturer: string | null;
  batchNo: string | null;
  quantity: string;
  trademark: string | null;
  producedOn: string | null;
  appearance: string | null;
}

export class TestTermsResponse implements TestTerms {
  parameters: string[];
  basis: string[];
  judgement: string[];
  @ApiProperty({ enum: remainders }) remainder: Remainder;
  copies: number;
  promisedDays: number | null;
}
