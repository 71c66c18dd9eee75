import type { Actor } from '@nqi/platform/identity';

/** The organisations of a device or of its filing. */
export interface Organisations {
  readonly userUnitId: string;
  readonly institutionId: string | null;
  readonly districtCode: string | null;
}

/**
 * A device is seen by its organisations, by who holds a mandate over it, by the regulator of its district and by the
 * platform's operators. Its contractor by the register sees the register and nothing more: it knows the machine anyway, and
 * needs its id to ask for a mandate. Filings, fees and reports take a mandate.
 * @param prefixes of the districts that the actor supervises
 */
export function canSee(
  actor: Actor,
  device: Organisations & { readonly maintenanceUnitId: string | null },
  prefixes: readonly string[],
  isMandated = false,
): boolean {
  const isOwn = [device.userUnitId, device.maintenanceUnitId].includes(actor.organisationId);
  return isOwn || isMandated || oversees(actor, device, prefixes);
}

/** The institution, the regulator and the operators. */
export function oversees(
  actor: Actor,
  { institutionId, districtCode }: Omit<Organisations, 'userUnitId'>,
  prefixes: readonly string[],
): boolean {
  if (actor.organisationId === institutionId || actor.roles.has('operator')) return true;
  return prefixes.some((prefix) => districtCode?.startsWith(prefix));
}
