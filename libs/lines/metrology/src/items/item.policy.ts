import type { Actor } from '@nqi/platform/identity';
import { canSee as canSeeOrder } from '../orders/order.policy';
import type { MetrologyItem } from './item.entity';
import type { ItemParty } from './item.workflow';

interface ItemSides {
  readonly clientId: string;
  readonly laboratoryId: string;
  readonly districtCode: string | null;
  readonly orderNumber: string | null;
}

/** An item is seen like its order; the regulator's district is that of the instrument. */
export function canSee(
  actor: Actor,
  { orderNumber: number, ...sides }: ItemSides,
  prefixes: readonly string[],
): boolean {
  return canSeeOrder(actor, { ...sides, number }, prefixes);
}

/** What the actor is to this item. */
export function partiesOf(
  { organisationId, roles, userId }: Actor,
  { laboratoryId, verifierId, service }: Pick<MetrologyItem, 'laboratoryId' | 'verifierId' | 'service'>,
): Set<ItemParty> {
  const parties = new Set<ItemParty>();
  if (organisationId !== laboratoryId) return parties;
  if (roles.has('org_clerk')) parties.add('laboratory_clerk');
  if (roles.has('org_admin')) parties.add('laboratory_admin');
  if (roles.has('inspector') && verifierId === userId) parties.add(service === 'testing' ? 'tester' : 'verifier');
  return parties;
}
