import type { Device } from './answers';
import { addDays, endOfMonth } from './days';

/** Devices of the new site that fall due soon: as many as the contractor then files, mistakes included. */
const DUE_SOON = 33;
const DUE_LATER = 3;
const LATER_MONTHS = 6;

/**
 * Due dates are month ends, and an inspection is possible from two months before. Two months have at least 59 days:
 * whatever is due within 58 days is both on the list of the next 60 days and open for filing today, on any day of a year.
 */
const OPEN_DAYS = 58;

/** Ages of a device at an inspection year, with the age at the inspection before (TSG T7001-2023: years 1, 4, 7, …). */
const AGES: readonly (readonly [age: number, before: number | null])[] = [
  [1, null],
  [4, 1],
  [7, 4],
];

/** The batch in which the user unit registers a new site: most devices fall due within 60 days, some do not. */
export function newSite(maintenanceUnitId: string, today: string): object[] {
  const soon = [0, 1].map((months) => endOfMonth(today, months)).filter((day) => day <= addDays(today, OPEN_DAYS));
  const later = endOfMonth(today, LATER_MONTHS);
  return Array.from({ length: DUE_SOON + DUE_LATER }, (_, index) => {
    const dueOn = index < DUE_SOON ? soon[index % soon.length] : later;
    return { ...deviceOf(index, dueOn ?? later), maintenanceUnitId };
  });
}

function deviceOf(index: number, dueOn: string): object {
  const [age, before] = AGES[index % AGES.length] ?? [1, null];
  const [year, month] = [Number(dueOn.slice(0, 4)), dueOn.slice(5, 7)];
  const isEscalator = index % 12 === 11;
  const categoryCode = isEscalator ? '3310' : '3110';
  const serial = String(99_001 + index);
  const floors = 11 + (index % 6) * 3;
  return {
    categoryCode,
    registrationCode: `${categoryCode}370602${year - age}${month}${serial.slice(1)}`,
    internalNo: isEscalator
      ? `望海商业街${Math.floor(index / 12) + 1}号扶梯`
      : `望海${Math.floor(index / 2) + 1}号楼${(index % 2) + 1}单元`,
    siteName: '望海新城（演示）',
    address: `烟台市芝罘区演示路 ${Math.floor(index / 2) + 1} 号`,
    districtCode: '370602',
    useRegistrationNo: `梯${isEscalator ? 31 : 11}鲁F${serial}(${String(year - age).slice(2)})`,
    productNo: `YT${year - age}${serial}`,
    manufacturedOn: `${year - age - 1}-${month}-18`,
    manufacturer: '演示电梯制造有限公司',
    baseMonth: `${year - age}-${month}`,
    ...(before !== null && { lastPassedOn: `${year - age + before}-${month}-10` }),
    ...(isEscalator ? ESCALATOR : { ...LIFT, floors, stops: floors, doors: floors, liftHeightM: String(floors * 3) }),
  };
}

const LIFT = { model: 'YT-P1000', ratedLoadKg: '1000', ratedSpeedMs: '1.75' };
const ESCALATOR = {
  model: 'YT-E1000',
  ratedSpeedMs: '0.5',
  liftHeightM: '5.2',
  nominalWidthMm: 1000,
  inclinationDeg: '30',
  isPublicTransport: false,
};

/** A row of a filing batch. */
export interface FilingRow {
  clientRef: string;
  elevatorId?: string;
  registrationCode?: string;
  requestedOn: string;
}

/**
 * The contractor's list as it was typed: one row for each device that is due, and the mistakes of a long day in the last
 * three — a registration code with two digits swapped, a row pasted twice, and last month instead of this one.
 */
export function filingRows(due: readonly Device[], today: string): FilingRow[] {
  const rows = due.map(({ id, internalNo }): FilingRow => {
    return { clientRef: internalNo ?? id, elevatorId: id, requestedOn: today };
  });
  const mistakes: ((row: FilingRow, device: Device) => FilingRow)[] = [
    ({ clientRef, requestedOn }, { registrationCode }) => {
      return { clientRef, registrationCode: swapDigits(registrationCode ?? ''), requestedOn };
    },
    ({ clientRef }) => ({ ...rows[0], clientRef }),
    (row) => ({ ...row, requestedOn: endOfMonth(today, -1) }),
  ];
  const firstWrong = rows.length - mistakes.length;
  return rows.map((row, index) => mistakes[index - firstWrong]?.(row, due[index]) ?? row);
}

/** Swaps the first two digits of the running number: no device of the site starts with 0. */
function swapDigits(code: string): string {
  return `${code.slice(0, 16)}${code.slice(17, 18)}${code.slice(16, 17)}${code.slice(18)}`;
}
