import { ApiProperty } from '@nestjs/swagger';

/** Everything that the platform and its lines know of a person. */
export class DataExportResponse {
  /** Form of this file. */
  version: number;
  @ApiProperty({ type: String, format: 'date-time' }) exportedAt: string;
  /** By kind: `account`, `elevator_filing`, `expert` …; what stands in each is for people to read. */
  @ApiProperty({ type: 'object', additionalProperties: true }) data: Record<string, unknown>;
}
