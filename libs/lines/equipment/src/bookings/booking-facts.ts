import { DomainError } from '@nqi/shared/errors';
import type { BookingMode } from '../fees/usage-fee';

/** What is said of the samples of a booking. */
export interface SampleFacts {
  readonly mode: BookingMode;
  readonly samples?: number | null;
  readonly sampleReturn?: string | null;
  readonly isHazardous?: boolean | null;
  readonly hazardNote?: string | null;
}

/**
 * Whoever sends samples says how many and what becomes of them; whoever works with hazards says which.
 * @throws DomainError equipment.samples_needed, equipment.hazard_note_needed
 */
export function assertSamples({ mode, samples, sampleReturn, isHazardous, hazardNote }: SampleFacts): void {
  const said = [samples ?? null, sampleReturn ?? null].filter((fact) => fact !== null).length;
  if (said !== (mode === 'by_sample' ? 2 : 0)) throw new DomainError('equipment.samples_needed');
  if (isHazardous && !hazardNote?.trim()) throw new DomainError('equipment.hazard_note_needed');
}

/** When its user may still cancel an approved booking: until the earliest deadline of its equipment. */
export function cancelDeadline(startsAt: Date, rules: readonly { cancelDeadlineHours: number }[]): Date {
  const hours = Math.max(0, ...rules.map(({ cancelDeadlineHours }) => cancelDeadlineHours));
  return new Date(startsAt.getTime() - hours * 3_600_000);
}

/** Between which instants use can start; `freeFrom`: the use before it ended only then. */
export function startWindow(
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date },
  { earlyStartMinutes, noShowMinutes }: { earlyStartMinutes: number; noShowMinutes: number },
  freeFrom: Date = startsAt,
): { from: Date; to: Date } {
  const latest = Math.max(startsAt.getTime(), freeFrom.getTime()) + noShowMinutes * 60_000;
  return {
    from: new Date(startsAt.getTime() - earlyStartMinutes * 60_000),
    to: new Date(Math.min(latest, endsAt.getTime())),
  };
}
