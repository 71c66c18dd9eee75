import type { Decimal } from '@nqi/shared/units';
import type { ResultTerms } from './measured-row';

/** JJG 539-2016: limits by class, in scale intervals e. */
export interface WeighingFacts {
  classes: Record<string, { steps: { upTo: string; mpe: string }[]; intervals: ScaleIntervals }>;
  inServiceFactor: string;
  /** Accuracy of zero setting, in e. */
  zero: string;
  leastLoads: Record<VerificationKind, number>;
  leastRuns: number;
}

/** How many scale intervals a class may have. */
export interface ScaleIntervals {
  least: number;
  /** For e of 5 g and more. */
  leastFrom5g: number;
  most: number;
}

/** 首次检定, 后续检定, 使用中检查. */
export const verificationKinds = ['initial', 'subsequent', 'in_service'] as const;
export type VerificationKind = (typeof verificationKinds)[number];

/** An indication I and the small weights Δm added until the display changed; without them the indication itself counts. */
export interface Weighing {
  indication: string;
  added?: string | null;
}

/** A weighing at one place of the load receptor. */
export type PlacedWeighing = Weighing & { position: string };

export interface ScaleReadings {
  kind: VerificationKind;
  isAppearanceGood: boolean;
  /** The display changed by d when 1.4 d were added (鉴别力). */
  isDiscriminating: boolean;
  zero: Weighing;
  loads: { load: string; up: Weighing; down?: Weighing | null }[];
  eccentricity: { load: string; positions: PlacedWeighing[] };
  repeatability: { load: string; runs: Weighing[] }[];
}

/** The scale as the ledger knows it, in the unit of the readings. */
export interface Scale {
  max: Decimal;
  /** Verification scale interval. */
  e: Decimal;
  /** e in kilograms, for the limits of the number of intervals. */
  eKg: Decimal;
  accuracyClass: string;
}

/** Everything that turns a reading of this scale into a result. */
export interface WeighingContext {
  scale: Scale;
  terms: ResultTerms;
  mpeAt(this: void, load: Decimal): Decimal;
  /** E0: what the scale shows too much without a load. */
  zeroError: Decimal;
}

/** Runs of one load, with the digits of the readings: how far they lie apart. */
export interface Repeated {
  load: string;
  values: string[];
  spread: string;
  mpe: Decimal;
}
