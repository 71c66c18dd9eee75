import type { Decimal } from '@nqi/shared/units';
import type { ResultRow } from './result-row';

/** JJG 52-2013 table 1, in percent of the span. */
export interface PressureGaugeFacts {
  /** By class: elsewhere, in the upper tenth, and of a pointer at its stop pin. */
  classes: Record<string, { mpe: string; upper: string; zero: string }>;
  /** Classes that older instruments bear, for example 1.5 judged as 1.6. */
  sameAs: Record<string, string>;
  /** Where the upper zone begins, as a part of the upper limit. */
  upperFrom: string;
  /** Tapping displacement and hysteresis, as parts of the limit at the point. */
  tapping: string;
  hysteresis: string;
  leastPoints: number;
}

/** The readings of one numbered graduation: at rest and after a light tap. */
export interface GaugePoint {
  nominal: string;
  upBefore: string;
  upAfter: string;
  downBefore: string;
  downAfter: string;
}

export interface GaugeReadings {
  isAppearanceGood: boolean;
  hasStopPin: boolean;
  /** The pointer without pressure. */
  zero: string;
  points: GaugePoint[];
}

/** The gauge as the ledger knows it, in the unit of the readings. */
export interface Gauge {
  low: Decimal;
  high: Decimal;
  accuracyClass: string;
}

/** What JJG 52 asks of one point, all computed. */
export interface GaugedPoint {
  nominal: Decimal;
  mpe: Decimal;
  up: ResultRow;
  down: ResultRow;
  /** With the digits of the readings. */
  tapping: string;
  hysteresis: string;
}
