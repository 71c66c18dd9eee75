import type { ImportRow } from '@nqi/platform/imports';
import { DomainError } from '@nqi/shared/errors';
import { isIdentified, normaliseFacts } from './elevator-facts';
import type { ChangeElevator } from './elevator.dto';

/** What a sheet says of a device; blanks are absent. */
export type ElevatorSheetFacts = ChangeElevator;

/** A row as facts of a device, and how it names the organisations. */
export interface SheetDevice {
  rowNo: number;
  facts: ElevatorSheetFacts;
  unit: { uscc: string | null; name: string | null };
  maintenanceUnit: { uscc: string | null; name: null };
}

/** The cells were read by the limits of their fields; what is left is whether anything names the device. */
export function readDevices(rows: readonly ImportRow[]): { devices: SheetDevice[]; refused: Refused[] } {
  const devices = rows.map((row) => {
    const { userUnitUscc, userUnitName, maintenanceUnitUscc } = row.values;
    return {
      rowNo: row.rowNo,
      facts: normaliseFacts(statedFacts(row)),
      unit: { uscc: asText(userUnitUscc), name: asText(userUnitName) },
      maintenanceUnit: { uscc: asText(maintenanceUnitUscc), name: null },
    };
  });
  return {
    devices: devices.filter(({ facts }) => isIdentified(facts)),
    refused: devices.filter(({ facts }) => !isIdentified(facts)).map(unidentified),
  };
}

/** A row that is not taken. */
export interface Refused {
  rowNo: number;
  outcome: 'refused';
  error: DomainError;
}

function unidentified({ rowNo }: SheetDevice): Refused {
  return { rowNo, outcome: 'refused', error: new DomainError('elevators.unidentified') };
}

const ORGANISATIONS = ['userUnitUscc', 'userUnitName', 'maintenanceUnitUscc', 'certificateUntil'];

function statedFacts({ values }: ImportRow): ElevatorSheetFacts {
  const stated = Object.entries(values).filter(([name, value]) => value !== null && !ORGANISATIONS.includes(name));
  const { baseMonth, certificateUntil } = values;
  const derived = baseMonth || !certificateUntil ? {} : { baseMonth: yearBefore(String(certificateUntil)) };
  return { ...Object.fromEntries(stated), ...derived };
}

/**
 * A certificate runs out in the month in which the next inspection is due. The year after the base month is an
 * inspection year in every edition of the schedule, so the base month is the same month of the year before.
 */
function yearBefore(day: string): string {
  return `${Number(day.slice(0, 4)) - 1}${day.slice(4, 7)}`;
}

function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
