import type { Actor } from '@nqi/platform/identity';
import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import type { RefusedRow } from '@nqi/shared/http';
import type { Elevator } from './elevator.entity';

/** A row of a batch with the device made of it. */
export interface RegisteredRow {
  index: number;
  clientRef: string | null;
  device: Elevator;
}

interface Taken {
  id: string;
  registrationCode: string | null;
  deviceCode: string | null;
  useRegistrationNo: string | null;
  internalNo: string | null;
  userUnitId: string;
  institutionId: string | null;
}

const CODES = ['registrationCode', 'deviceCode', 'useRegistrationNo', 'internalNo'] as const;

/**
 * Says of each row which code is taken; the existing device is named only to the unit that owns it and to its institution.
 * @param passing ids of devices that will not stay, and are therefore not named
 */
export async function explainTaken(
  tx: Tx,
  actor: Actor,
  rows: readonly RegisteredRow[],
  passing: ReadonlySet<string>,
): Promise<RefusedRow[]> {
  if (rows.length === 0) return [];
  const values = (code: (typeof CODES)[number]): (string | null)[] => rows.map(({ device }) => device[code] ?? null);
  const taken = await tx.sql<Taken>(
    `SELECT id, registration_code AS "registrationCode", device_code AS "deviceCode", internal_no AS "internalNo",
            use_registration_no AS "useRegistrationNo", user_unit_id AS "userUnitId", institution_id AS "institutionId"
     FROM elevators WHERE registration_code = ANY($1) OR device_code = ANY($2) OR use_registration_no = ANY($3)
       OR (user_unit_id = ANY($5) AND internal_no = ANY($4))`,
    [...CODES.map(values), [...new Set(rows.map(({ device }) => device.userUnitId))]],
  );
  return rows.map(({ index, clientRef, device }) => {
    const [field, existing] = findTaken(device, taken);
    const isOwn = existing && [existing.userUnitId, existing.institutionId].includes(actor.organisationId);
    const details = {
      field,
      ...(isOwn &&
        !passing.has(existing.id) && { existing: { id: existing.id, href: `/v1/elevators/${existing.id}` } }),
    };
    return { index, clientRef, error: new DomainError('elevators.device_exists', details) };
  });
}

function findTaken(device: Elevator, taken: readonly Taken[]): [string, Taken | undefined] {
  for (const code of CODES) {
    const existing = taken.find(
      (other) =>
        device[code] &&
        other[code] === device[code] &&
        (code !== 'internalNo' || other.userUnitId === device.userUnitId),
    );
    if (existing) return [code, existing];
  }
  return ['code', undefined];
}
