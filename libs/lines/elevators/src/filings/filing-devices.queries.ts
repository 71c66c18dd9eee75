import type { Actor } from '@nqi/platform/identity';
import { columnsOf, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { normaliseCode, normaliseUseRegistrationNo } from '../devices/device-codes';
import { Elevator } from '../devices/elevator.entity';

/** The ways to name a device. */
export interface DeviceReference {
  elevatorId?: string;
  registrationCode?: string;
  deviceCode?: string;
  useRegistrationNo?: string;
  internalNo?: string;
}

const FIELDS = ['elevatorId', 'registrationCode', 'deviceCode', 'useRegistrationNo', 'internalNo'] as const;
const COLUMN: Record<(typeof FIELDS)[number], string> = {
  elevatorId: 'id',
  registrationCode: 'registration_code',
  deviceCode: 'device_code',
  useRegistrationNo: 'use_registration_no',
  internalNo: 'internal_no',
};
const PROPERTY = { elevatorId: 'id' } as Partial<Record<(typeof FIELDS)[number], keyof Elevator>>;

/**
 * Locks, in id order, the devices that the references name and that the actor may file for: the own ones of a user
 * unit, and those that name the actor's organisation as their maintenance contractor.
 * @returns a function that finds the device of one reference, or says why it cannot
 */
export async function lockDevices(
  tx: Tx,
  actor: Actor,
  references: readonly DeviceReference[],
): Promise<(reference: DeviceReference) => Elevator | DomainError> {
  const values: unknown[] = [actor.organisationId];
  const branches = FIELDS.flatMap((field) => {
    const named = references.flatMap((one) => valueOf(one, field) ?? []);
    return named.length > 0 ? [`e.${COLUMN[field]} = ANY($${values.push(named)})`] : [];
  });
  const devices = await tx.sql<Elevator>(
    `SELECT ${columnsOf(tx.manager.connection, Elevator, 'e')} FROM elevators e
     WHERE (e.user_unit_id = $1 OR e.maintenance_unit_id = $1) AND (${branches.join(' OR ') || 'false'})
     ORDER BY e.id FOR NO KEY UPDATE`,
    values,
  );
  const index = indexOf(devices);
  return (reference) => find(index, reference);
}

type DeviceIndex = ReadonlyMap<string, Elevator[]>;

function indexOf(devices: readonly Elevator[]): DeviceIndex {
  const index = new Map<string, Elevator[]>();
  for (const device of devices) {
    for (const field of FIELDS) {
      const value = device[PROPERTY[field] ?? (field as keyof Elevator)];
      if (typeof value !== 'string') continue;
      const key = `${field} ${value}`;
      const same = index.get(key);
      if (same) same.push(device);
      else index.set(key, [device]);
    }
  }
  return index;
}

function find(index: DeviceIndex, reference: DeviceReference): Elevator | DomainError {
  const field = FIELDS.find((one) => reference[one]);
  const [device, another] = (field && index.get(`${field} ${valueOf(reference, field) ?? ''}`)) ?? [];
  if (another) return new DomainError('elevators.ambiguous_device');
  return device ?? new DomainError('elevators.unknown_device');
}

/** As the register spells it; ids of clients may have capitals. */
const SPELLING: Record<(typeof FIELDS)[number], (raw: string) => string> = {
  elevatorId: (raw) => raw.toLowerCase(),
  registrationCode: normaliseCode,
  deviceCode: normaliseCode,
  useRegistrationNo: normaliseUseRegistrationNo,
  internalNo: (raw) => raw.trim(),
};

function valueOf(reference: DeviceReference, field: (typeof FIELDS)[number]): string | undefined {
  const value = reference[field];
  return value ? SPELLING[field](value) : undefined;
}
