import { ApiProperty } from '@nestjs/swagger';
import { ArrayMinSize, IsArray, IsIn, IsOptional } from 'class-validator';

/** Many records of one kind; each row is checked for itself. */
export class BatchRows {
  @IsArray() @ArrayMinSize(1) rows: object[];
}

export class BatchQuery {
  /** `true`: only check; nothing is created. */
  @IsOptional() @IsIn(['true', 'false']) validateOnly?: 'true' | 'false';
}

/** One row's answer: what became of it, or why it was refused. */
export class BatchItem {
  /** Place in the request, from 0. */
  index: number;
  /** The sender's own name for the row. */
  clientRef: string | null;
  /** HTTP status of this row. */
  status: number;
  /** The record, when the row was accepted. */
  resource?: object;
  /** A problem document, when it was refused. */
  @ApiProperty({ type: 'object', allOf: [{ $ref: '#/components/schemas/Problem' }], additionalProperties: true })
  problem?: object;
}

/** Answers to all rows in their order. */
export class BatchResponse {
  accepted: number;
  refused: number;
  items: BatchItem[];
}
