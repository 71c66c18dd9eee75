import type { Actor } from '@nqi/platform/identity';
import { covers, live } from '@nqi/platform/mandates';
import { columnsOf, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { normaliseCode, normaliseUseRegistrationNo } from '../devices/device-codes';
import { Elevator } from '../devices/elevator.entity';
import { ELEVATOR } from '../devices/elevator-mandate.kind';

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
 * Locks, in id order, the devices that the references name and that an enterprise sees: the own ones of a user unit, those
 * that a contractor keeps, and those of its mandates.
 */
export function lockDevices(
  tx: Tx,
  actor: Actor,
  references: readonly DeviceReference[],
  today: string,
): Promise<Elevator[]> {
  const values: unknown[] = [actor.organisationId, today];
  const branches = FIELDS.flatMap((field) => {
    const named = references.flatMap((one) => valueOf(one, field) ?? []);
    return named.length > 0 ? [`e.${COLUMN[field]} = ANY($${values.push(named)})`] : [];
  });
  return tx.sql<Elevator>(
    `SELECT ${columnsOf(tx.manager.connection, Elevator, 'e')} FROM elevators e
     WHERE (e.user_unit_id = $1 OR e.maintenance_unit_id = $1 OR EXISTS (
       SELECT FROM mandates m WHERE m.holder_id = $1 AND m.mandator_id = e.user_unit_id AND m.kind = '${ELEVATOR}'
         AND ${live('$2')} AND ${covers('e.id')})) AND (${branches.join(' OR ') || 'false'})
     ORDER BY e.id FOR NO KEY UPDATE OF e`,
    values,
  );
}

/**
 * Finds the device of one reference among those that the actor may file for, or says why it cannot. A number that is
 * ambiguous only by devices that it may not file for is not ambiguous.
 */
export function finderOf(
  devices: readonly Elevator[],
  mayFile: (device: Elevator) => boolean,
): (reference: DeviceReference) => Elevator | DomainError {
  const fileable = indexOf(devices.filter(mayFile));
  const others = indexOf(devices.filter((device) => !mayFile(device)));
  return (reference) => {
    const [device, another] = named(fileable, reference);
    if (another) return new DomainError('elevators.ambiguous_device');
    if (device) return device;
    return new DomainError(named(others, reference).length > 0 ? 'elevators.no_mandate' : 'elevators.unknown_device');
  };
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

function named(index: DeviceIndex, reference: DeviceReference): readonly Elevator[] {
  const field = FIELDS.find((one) => reference[one]);
  return (field && index.get(`${field} ${valueOf(reference, field) ?? ''}`)) ?? [];
}

/** Whether a reference has any code at all. */
export function namesDevice(reference: DeviceReference): boolean {
  return FIELDS.some((field) => reference[field]);
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
