import type { Actor, Role } from '@nqi/platform/identity';
import type { OrderParty } from './order.workflow';

/** The organisations of an order or of one of its items. */
export interface OrderSides {
  readonly clientId: string;
  readonly laboratoryId: string;
  readonly districtCode: string | null;
  /** Null while it is a draft. */
  readonly number: string | null;
}

/** What people of a client do in its name; laboratories and universities are clients, too. */
const CLIENT_ROLES: readonly Role[] = ['ent_admin', 'ent_user', 'org_admin', 'org_clerk'];
const CLIENT_ADMINS: readonly Role[] = ['ent_admin', 'org_admin'];

/**
 * An order is seen by its client; once submitted also by the laboratory, the regulator of the district and the
 * platform's operators.
 * @param prefixes of the districts that the actor supervises
 */
export function canSee(actor: Actor, order: OrderSides, prefixes: readonly string[]): boolean {
  if (actor.organisationId === order.clientId) return true;
  if (order.number === null) return false;
  if (actor.organisationId === order.laboratoryId || actor.roles.has('operator')) return true;
  return prefixes.some((prefix) => order.districtCode?.startsWith(prefix));
}

/** What the actor is to this order; one person may be several. */
export function partiesOf(
  { organisationId, roles }: Actor,
  { clientId, laboratoryId }: Pick<OrderSides, 'clientId' | 'laboratoryId'>,
): Set<OrderParty> {
  const isClient = organisationId === clientId;
  const isLaboratory = organisationId === laboratoryId;
  const acts = (wanted: readonly Role[]): boolean => wanted.some((role) => roles.has(role));
  const isOneOf: Record<OrderParty, boolean> = {
    client: isClient && acts(CLIENT_ROLES),
    client_admin: isClient && acts(CLIENT_ADMINS),
    laboratory_clerk: isLaboratory && roles.has('org_clerk'),
    laboratory_admin: isLaboratory && roles.has('org_admin'),
    system: false,
  };
  return new Set((Object.keys(isOneOf) as OrderParty[]).filter((party) => isOneOf[party]));
}
