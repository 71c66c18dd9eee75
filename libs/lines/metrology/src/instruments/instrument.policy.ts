import type { Actor } from '@nqi/platform/identity';
import type { Instrument } from './instrument.entity';
import type { InstrumentParty } from './instrument.workflow';

const KEEPERS = ['ent_admin', 'ent_user', 'org_admin', 'org_clerk'] as const;

/**
 * An instrument is seen by its owner and by the laboratories in whose orders it stands; once filed also by the regulator
 * of its district and the platform's operators.
 * @param prefixes of the districts that the actor supervises
 */
export function canSee(
  actor: Actor,
  {
    ownerId,
    laboratoryIds,
    state,
    districtCode,
  }: Pick<Instrument, 'ownerId' | 'laboratoryIds' | 'state' | 'districtCode'>,
  prefixes: readonly string[],
): boolean {
  if (actor.organisationId === ownerId || laboratoryIds.includes(actor.organisationId)) return true;
  if (state === 'draft') return false;
  return actor.roles.has('operator') || prefixes.some((prefix) => districtCode?.startsWith(prefix));
}

/** What the actor is to an instrument. */
export function partiesOf(
  actor: Actor,
  { ownerId, districtCode }: Pick<Instrument, 'ownerId' | 'districtCode'>,
  prefixes: readonly string[],
): Set<InstrumentParty> {
  const parties = new Set<InstrumentParty>();
  if (actor.organisationId === ownerId && KEEPERS.some((role) => actor.roles.has(role))) parties.add('owner');
  if (prefixes.some((prefix) => districtCode?.startsWith(prefix))) parties.add('regulator');
  return parties;
}
