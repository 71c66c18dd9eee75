import { completeUscc } from '../../../libs/platform/identity/src/organisations/uscc';

/** A fictitious unified social credit code that passes its check, another one for each number up to 9,999. */
export function usccOf(serial: number): string {
  return completeUscc(`91370602MA${String(serial).padStart(4, '0')}TUT`);
}
