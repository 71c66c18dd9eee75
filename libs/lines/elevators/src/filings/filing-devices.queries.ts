import type { Actor } from '@nqi/platform/identity';
import type { Tx } from '@nqi/shared/database';
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
  const valuesOf = (field: (typeof FIELDS)[number]): string[] => references.flatMap((one) => valueOf(one, field) ?? []);
  const [ids, registrationCodes, deviceCodes, useRegistrationNos, internalNos] = FIELDS.map(valuesOf);
  const devices = await tx.manager
    .createQueryBuilder(Elevator, 'e')
    .where('(e.userUnitId = :own OR e.maintenanceUnitId = :own)', { own: actor.organisationId })
    .andWhere(
      `(e.id = ANY(:ids) OR e.registrationCode = ANY(:registrationCodes) OR e.deviceCode = ANY(:deviceCodes)
        OR e.useRegistrationNo = ANY(:useRegistrationNos) OR e.internalNo = ANY(:internalNos))`,
      { ids, registrationCodes, deviceCodes, useRegistrationNos, internalNos },
    )
    .orderBy('e.id')
    .setLock('for_no_key_update')
    .getMany();
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
      index.set(key, [...(index.get(key) ?? []), device]);
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
