import type { ImportRow } from '@nqi/platform/imports';
import { DomainError } from '@nqi/shared/errors';
import { readRows } from '@nqi/shared/http';
import { isIdentified, normaliseFacts } from './elevator-facts';
import { ElevatorSheetFacts } from './elevator.dto';

/** A row as facts of a device, and how it names the organisations. */
export interface SheetDevice {
  rowNo: number;
  facts: ElevatorSheetFacts;
  unit: { uscc: string | null; name: string | null };
  maintenanceUnit: { uscc: string | null; name: null };
}

/** The same rules as for a device that comes as JSON; blanks are absent. */
export function readDevices(rows: readonly ImportRow[]): { devices: SheetDevice[]; refused: Refused[] } {
  const { good, refused } = readRows(ElevatorSheetFacts, rows.map(statedFacts), rows.length);
  const rowNoOf = (index: number): number => rows[index]?.rowNo ?? 0;
  const devices = good.map(({ index, value }) => {
    const { userUnitUscc, userUnitName, maintenanceUnitUscc } = rows[index]?.values ?? {};
    return {
      rowNo: rowNoOf(index),
      facts: normaliseFacts(value),
      unit: { uscc: asText(userUnitUscc), name: asText(userUnitName) },
      maintenanceUnit: { uscc: asText(maintenanceUnitUscc), name: null },
    };
  });
  return {
    devices: devices.filter(({ facts }) => isIdentified(facts)),
    refused: [
      ...refused.map(({ index, error }) => ({ rowNo: rowNoOf(index), outcome: 'refused' as const, error })),
      ...devices.filter(({ facts }) => !isIdentified(facts)).map(unidentified),
    ],
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

function statedFacts({ values }: ImportRow): Record<string, unknown> {
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
