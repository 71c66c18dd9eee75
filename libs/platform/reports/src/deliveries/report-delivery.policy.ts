import type { Actor, Role } from '@nqi/platform/identity';
import type { DeliveryParty } from './report-delivery.workflow';

/** Who says for an organisation that something came; its experts do not. */
const TAKES_IN: readonly Role[] = ['ent_admin', 'ent_user', 'org_admin', 'org_clerk'];

type Access = { readonly institutionId: string; readonly organisationId: string | null };

/** The institution that delivers, and the client whom it is for. */
export function canSee({ organisationId }: Pick<Actor, 'organisationId'>, delivery: Access): boolean {
  return [delivery.institutionId, delivery.organisationId].includes(organisationId);
}

export function partiesOf({ organisationId, roles }: Actor, delivery: Access): Set<DeliveryParty> {
  const parties = new Set<DeliveryParty>();
  const isOffice = roles.has('org_clerk') || roles.has('org_admin');
  if (organisationId === delivery.institutionId && isOffice) parties.add('institution_clerk');
  if (organisationId === delivery.organisationId && TAKES_IN.some((role) => roles.has(role))) parties.add('client');
  return parties;
}

/** Events that mean something by one channel only. */
const CHANNEL_OF: Readonly<Record<string, string>> = { dispatch: 'post', bounce: 'post', collect: 'pickup' };

export function goesBy(channel: string, event: string): boolean {
  return (CHANNEL_OF[event] ?? channel) === channel;
}
