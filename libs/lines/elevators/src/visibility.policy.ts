import type { Actor } from '@nqi/platform/identity';

/** The organisations of a device or of its filing. */
export interface Organisations {
  readonly userUnitId: string;
  readonly maintenanceUnitId: string | null;
  readonly institutionId: string | null;
  readonly districtCode: string | null;
}

/**
 * Devices and filings are seen by their organisations, the regulator of their district and the platform's operators.
 * @param prefixes of the districts that the actor supervises
 */
export function canSee(actor: Actor, record: Organisations, prefixes: readonly string[]): boolean {
  const { userUnitId, maintenanceUnitId, institutionId, districtCode } = record;
  if ([userUnitId, maintenanceUnitId, institutionId].includes(actor.organisationId)) return true;
  if (actor.roles.has('operator')) return true;
  return prefixes.some((prefix) => districtCode?.startsWith(prefix));
}
