import { columnsOf, type Tx } from '@nqi/shared/database';
import { Elevator } from './elevator.entity';

/** What names a device: a code of its own, or its number within a user unit. */
interface Named {
  readonly userUnitId: string;
  readonly facts: Partial<Record<Code | 'internalNo', string | null>>;
}

const CODES = ['registrationCode', 'deviceCode', 'useRegistrationNo'] as const;
type Code = (typeof CODES)[number];

/** Everything of a device that a sheet can change, and what follows from it. */
export const FACTS = [
  ...['categoryCode', 'registrationCode', 'deviceCode', 'useRegistrationNo', 'internalNo', 'productNo', 'rescueNo'],
  ...['model', 'manufacturer', 'manufacturedOn', 'maintenanceUnitId', 'districtCode', 'siteName', 'address', 'state'],
  ...['ratedLoadKg', 'ratedSpeedMs', 'floors', 'stops', 'doors', 'liftHeightM', 'sectionLengthM', 'nominalWidthMm'],
  ...['inclinationDeg', 'isPublicTransport', 'baseMonth', 'lastPassedOn'],
  ...['nextInspectionDueOn', 'nextSelfTestDueOn', 'scheduleRule', 'updatedAt'],
] as Exclude<keyof Elevator, symbol>[];

/** Locks, in id order, the devices that any of these could be; each code is searched by its own index. */
export function lockNamed(tx: Tx, named: readonly Named[]): Promise<Elevator[]> {
  const codes = CODES.map((code) => named.flatMap(({ facts }) => facts[code] ?? []));
  const numbered = named.filter(({ facts }) => facts.internalNo);
  return tx.sql<Elevator>(
    `SELECT ${columnsOf(tx.manager.connection, Elevator, 'e')} FROM elevators e WHERE e.id IN (
       SELECT id FROM elevators WHERE registration_code = ANY($1)
       UNION SELECT id FROM elevators WHERE device_code = ANY($2)
       UNION SELECT id FROM elevators WHERE use_registration_no = ANY($3)
       UNION SELECT n.id FROM unnest($4::uuid[], $5::text[]) AS w (unit, no)
         JOIN elevators n ON n.user_unit_id = w.unit AND n.internal_no = w.no)
     ORDER BY e.id FOR NO KEY UPDATE OF e`,
    [...codes, numbered.map(({ userUnitId }) => userUnitId), numbered.map(({ facts }) => facts.internalNo)],
  );
}

/** Devices by everything that names them. */
export class DeviceIndex {
  private readonly devices = new Map<string, Elevator>();

  constructor(devices: readonly Elevator[]) {
    devices.forEach((device) => this.add(device));
  }

  add(device: Elevator): void {
    for (const key of keysOf(device, device.userUnitId)) this.devices.set(key, device);
  }

  /** The device that a row names; a second one where its codes belong to several. */
  named({ facts, userUnitId }: Named): Elevator[] {
    const found = keysOf(facts, userUnitId).flatMap((key) => this.devices.get(key) ?? []);
    return [...new Set(found)];
  }
}

/** A number counts wherever it is given: a user unit that is not known yet has no id that another row could give. */
export function namesOf(device: Elevator): string[] {
  return keysOf(device, 'anywhere');
}

function keysOf(facts: Named['facts'], userUnitId: string): string[] {
  const own = CODES.flatMap((code) => (facts[code] ? [`${code} ${facts[code]}`] : []));
  return facts.internalNo ? [...own, `${userUnitId} ${facts.internalNo}`] : own;
}

/** The stated facts that differ from what is known; quantities by their value, not by how they are written. */
export function changedFacts(device: Elevator, stated: Partial<Record<string, unknown>>): string[] {
  return Object.entries(stated).flatMap(([field, value]) => {
    if (value === undefined) return [];
    const known = device[field as keyof Elevator];
    const isMeasure = /(Kg|Ms|M|Deg)$/.test(field);
    const isSame = isMeasure && known !== null ? Number(known) === Number(value) : (known ?? null) === value;
    return isSame ? [] : [field];
  });
}
