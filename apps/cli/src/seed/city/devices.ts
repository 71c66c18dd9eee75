import { nextDues, type ScheduleRule } from '@nqi/lines/elevators';
import type { CityRow } from './copy-rows';
import { type CityOrganisation, unitsOf } from './people';
import { chosen, cityId, dateOf, daysBefore } from './plan';

/** A device with what its filing, payment and report repeat. */
export interface CityDevice {
  id: string;
  index: number;
  unit: CityOrganisation;
  contractor: CityOrganisation;
  categoryCode: string;
  registrationCode: string;
  internalNo: string;
  siteName: string;
  address: string;
  manufacturedOn: string;
  baseMonth: string;
  /** Of the inspection that it passed last; null for a young one. */
  lastPassedOn: string | null;
  nextInspectionDueOn: string;
  nextSelfTestDueOn: string | null;
  createdAt: Date;
}

/** Of a hundred devices, what stands in a city. */
const CATEGORIES: readonly { upTo: number; code: string }[] = [
  { upTo: 86, code: '3110' },
  { upTo: 93, code: '3120' },
  { upTo: 98, code: '3310' },
  { upTo: 100, code: '3430' },
];

/** Every device of every unit. */
export function* devicesOf(
  organisations: readonly CityOrganisation[],
  today: Date,
  rule: ScheduleRule,
): Generator<CityDevice> {
  let index = 0;
  for (const { unit, contractor } of unitsOf(organisations)) {
    for (let count = 0; count < unit.devices; count += 1) {
      yield { index, unit, contractor, ...factsOf(index, today, rule) };
      index += 1;
    }
  }
}

type DeviceFacts = Omit<CityDevice, 'index' | 'unit' | 'contractor'>;

function factsOf(index: number, today: Date, rule: ScheduleRule): DeviceFacts {
  const createdAt = daysBefore(today, 30 + chosen('device age', index, 300));
  const manufactured = daysBefore(today, 500 + chosen('manufactured', index, 5_000));
  const baseMonth = dateOf(daysBefore(manufactured, -60)).slice(0, 7);
  const lastPassedOn = lastInspection(rule, baseMonth, today, index);
  const dues = nextDues(rule, { baseMonth, lastPassedOn });
  const categoryCode = CATEGORIES.find(({ upTo }) => chosen('category', index, 100) < upTo)?.code ?? '3110';
  const serial = String(index + 1).padStart(6, '0');
  return {
    ...{ id: cityId('device', index, createdAt), createdAt, categoryCode, baseMonth, lastPassedOn },
    registrationCode: `${categoryCode}3706${dateOf(manufactured).slice(0, 4)}90${serial}`,
    ...{ internalNo: `C-${serial}`, siteName: `小区 ${chosen('site', index, 900)}` },
    ...{ address: `烟台市城市路 ${index + 1} 号（演示）`, manufacturedOn: dateOf(manufactured) },
    ...{ nextInspectionDueOn: dues.inspection, nextSelfTestDueOn: dues.selfTest },
  };
}

/** Every due inspection was passed some days early, but for one in forty whose last one is overdue. */
function lastInspection(rule: ScheduleRule, baseMonth: string, today: Date, index: number): string | null {
  const early = 3 + chosen('early', index, 25);
  const until = dateOf(chosen('late', index, 40) === 0 ? daysBefore(today, 90) : daysBefore(today, -early));
  let passedOn: string | null = null;
  for (;;) {
    const due: string = nextDues(rule, { baseMonth, lastPassedOn: passedOn }).inspection;
    if (due > until) return passedOn;
    passedOn = dateOf(daysBefore(new Date(due), early));
  }
}

export function* deviceRows(
  devices: Iterable<CityDevice>,
  institutionId: string,
  rule: ScheduleRule,
): Generator<CityRow> {
  for (const device of devices) {
    yield {
      ...{ id: device.id, category_code: device.categoryCode, registration_code: device.registrationCode },
      ...{ internal_no: device.internalNo, site_name: device.siteName, address: device.address },
      ...{ model: 'YT-P1000', manufacturer: '演示电梯制造有限公司', manufactured_on: device.manufacturedOn },
      ...{ user_unit_id: device.unit.id, maintenance_unit_id: device.contractor.id, institution_id: institutionId },
      ...{ district_code: device.unit.districtCode, rated_load_kg: 1000, rated_speed_ms: '1.75' },
      ...{ floors: 18, stops: 18, doors: 18, lift_height_m: 54, base_month: device.baseMonth },
      ...{ last_passed_on: device.lastPassedOn, next_inspection_due_on: device.nextInspectionDueOn },
      ...{ next_self_test_due_on: device.nextSelfTestDueOn, schedule_rule: rule.version },
      ...{ created_at: device.createdAt, updated_at: device.createdAt },
    };
  }
}
