import { ApiProperty } from '@nestjs/swagger';
import { type DecisionRule, decisionRules } from './conformity';
import type { MeasuredResult } from './measured-result.entity';
import { type Measurement, type Template, templates } from './measurement.entity';
import type { AdjustmentStatus, Conformity, Direction } from './result-row';

const conformities = ['pass', 'fail', 'undetermined'] as const;

export class CaptionResponse {
  zh: string;
  en: string;
}

export class CheckedItemResponse {
  name: CaptionResponse;
  requirement: string;
  found: string;
  isMet: boolean;
}

/** A row of results: decimals in `unit`, as they are printed. */
export class ResultRowResponse {
  position: number;
  section: string;
  label: string | null;
  unit: string;
  nominal: string | null;
  reference: string | null;
  indication: string | null;
  error: string | null;
  mpe: string | null;
  uncertainty: string | null;
  k: string | null;
  @ApiProperty({ enum: ['up', 'down'], type: String, nullable: true }) direction: Direction | null;
  run: number | null;
  @ApiProperty({ enum: ['as_found', 'as_left'], type: String, nullable: true }) status: AdjustmentStatus | null;
  @ApiProperty({ enum: conformities, type: String, nullable: true }) conformity: Conformity | null;
}

export class MeasurementResponse {
  id: string;
  itemId: string;
  /** Rises when a certificate was sent back and the result entered again. */
  revision: number;
  performedOn: string;
  place: string;
  temperatureC: string;
  humidityPercent: string;
  otherConditions: string | null;
  deviations: string | null;
  @ApiProperty({ enum: templates }) template: Template;
  standardIds: string[];
  @ApiProperty({ enum: decisionRules }) decisionRule: DecisionRule;
  @ApiProperty({ enum: conformities, type: String, nullable: true }) conclusion: Conformity | null;
  checks: CheckedItemResponse[];
  rows: ResultRowResponse[];
  remark: string | null;
  createdAt: Date;
}

export function toMeasurementResponse(measurement: Measurement, rows: readonly MeasuredResult[]): MeasurementResponse {
  const { id, itemId, revision, performedOn, place, temperatureC, humidityPercent, otherConditions } = measurement;
  const { deviations, template, standardIds, decisionRule, conclusion, checks, remark, createdAt } = measurement;
  return {
    ...{ id, itemId, revision, performedOn, place, temperatureC, humidityPercent, otherConditions },
    ...{ deviations, template },
    ...{ standardIds, decisionRule, conclusion, checks, rows: rows.map(toRow), remark, createdAt },
  };
}

function toRow(row: MeasuredResult): ResultRowResponse {
  const { position, section, label, unit, nominal, reference, indication, error, mpe, uncertainty, k } = row;
  const { direction, run, status, conformity } = row;
  return {
    ...{ position, section, label, unit, nominal, reference, indication, error, mpe, uncertainty, k },
    ...{ direction, run, status, conformity },
  };
}
