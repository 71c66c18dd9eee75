import { Injectable } from '@nestjs/common';
import { type Actor, NamedOrganisations } from '@nqi/platform/identity';
import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import type { Refused, SheetDevice } from './elevator-sheet-row';

/** A device of a sheet whose organisations are known. */
export type PlacedDevice = SheetDevice & { userUnitId: string; maintenanceUnitId: string | null };

/** Rows that go on and rows that do not. */
export interface Parted<T> {
  good: T[];
  refused: Refused[];
}

type Found = { id: string; capabilities: readonly string[] } | DomainError | null | undefined;

/** Tells whose the devices of a sheet are. */
@Injectable()
export class SheetOrganisations {
  constructor(private readonly organisations: NamedOrganisations) {}

  /** An institution may name any user unit, known or not; a user unit only itself. */
  async place(tx: Tx, actor: Actor, devices: readonly SheetDevice[]): Promise<Parted<PlacedDevice>> {
    const mayNameAny = actor.capabilities.has('institution');
    const named = devices.filter(({ unit }) => unit.uscc ?? unit.name);
    const kept = devices.filter(({ maintenanceUnit }) => maintenanceUnit.uscc);
    const names = { units: named.map(({ unit }) => unit), contractors: kept.map((one) => one.maintenanceUnit) };
    const units = await this.organisations.find(tx, names.units, mayNameAny ? 'user_unit' : null);
    const contractors = await this.organisations.find(tx, names.contractors, null);
    const unitOf = new Map<SheetDevice, Found>(named.map((device, index) => [device, units[index]]));
    const contractorOf = new Map<SheetDevice, Found>(kept.map((device, index) => [device, contractors[index]]));
    return part(devices, (device) => {
      const userUnitId = unitOf.has(device) ? idOf(unitOf.get(device), 'user_unit') : ownUnit(actor);
      const maintenanceUnitId = contractorOf.has(device) ? idOf(contractorOf.get(device), 'maintenance_unit') : null;
      if (userUnitId instanceof DomainError) return userUnitId;
      if (maintenanceUnitId instanceof DomainError) return maintenanceUnitId;
      const isAllowed = mayNameAny || userUnitId === actor.organisationId;
      return isAllowed ? { ...device, userUnitId, maintenanceUnitId } : new DomainError('elevators.not_your_unit');
    });
  }
}

/** Parts rows by what is said of each. */
export function part<T extends SheetDevice, U>(rows: readonly T[], judge: (row: T) => U | DomainError): Parted<U> {
  const parted: Parted<U> = { good: [], refused: [] };
  for (const row of rows) {
    const judged = judge(row);
    if (judged instanceof DomainError) parted.refused.push({ rowNo: row.rowNo, outcome: 'refused', error: judged });
    else parted.good.push(judged);
  }
  return parted;
}

/** Without a name a user unit means itself; an institution must say whose. */
function ownUnit(actor: Actor): string | DomainError {
  return actor.capabilities.has('institution') ? new DomainError('imports.no_unit') : actor.organisationId;
}

function idOf(found: Found, capability: 'user_unit' | 'maintenance_unit'): string | DomainError {
  if (found instanceof DomainError) return found;
  if (found?.capabilities.includes(capability)) return found.id;
  const pointer = capability === 'user_unit' ? '/userUnitName' : '/maintenanceUnitUscc';
  return new DomainError('request.invalid', { errors: [{ pointer, code: 'field.unknown_organisation' }] });
}
