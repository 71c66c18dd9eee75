import type { Standard, StandardStatus } from './standard.entity';

type Dated = Pick<Standard, 'effectiveOn' | 'abolishedOn'>;

/** What a standard is on a day. Replaced it may still hold for a time of transition, until the day on which it ends. */
export function statusOn(day: string, { effectiveOn, abolishedOn }: Dated, isReplaced: boolean): StandardStatus {
  if (day < effectiveOn) return 'upcoming';
  if (abolishedOn === null || day < abolishedOn) return 'current';
  return isReplaced ? 'superseded' : 'abolished';
}
