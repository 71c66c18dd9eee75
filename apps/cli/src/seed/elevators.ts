import { ElevatorRegistrationService } from '@nqi/lines/elevators';
import { MandateService } from '@nqi/platform/mandates';
import { Clock } from '@nqi/shared/clock';
import { actorOf, type Seeding } from './seeding';

const DEVICES = 40;
const PROPERTY_MANAGER = '13800000020';
const CONTRACTORS_MANAGER = '13800000021';

/** The lifts of a housing estate, and who may act for them. */
export async function seedElevators(seeding: Seeding): Promise<void> {
  const today = seeding.get(Clock).today();
  const maintenanceUnitId = seeding.organisationId('maintenance_unit');
  const rows = Array.from({ length: DEVICES }, (_, index) => ({ ...demoElevator(index, today), maintenanceUnitId }));
  const actor = await actorOf(seeding, PROPERTY_MANAGER);
  const { refused } = await seeding.get(ElevatorRegistrationService).registerMany(actor, rows, false);
  if (refused[0]) throw refused[0].error;
  await seedMandate(seeding, today);
}

/** The property company lets its contractor act for all of its lifts, for the years of the maintenance contract. */
async function seedMandate(seeding: Seeding, today: string): Promise<void> {
  const mandates = seeding.get(MandateService);
  const year = Number(today.slice(0, 4));
  const id = await mandates.offer(await actorOf(seeding, PROPERTY_MANAGER), {
    ...{ kind: 'elevator', coversAll: true, scopes: ['file', 'pay', 'receive_reports'] },
    ...{ mandatorId: seeding.organisationId('user_unit'), holderId: seeding.organisationId('maintenance_unit') },
    ...{ validFrom: `${year}-01-01`, validTo: `${year + 2}-12-31` },
    evidence: { kind: 'maintenance_contract', number: `WB-${year}-001`, note: '电梯维护保养合同（演示）' },
  });
  await mandates.accept(await actorOf(seeding, CONTRACTORS_MANAGER), id);
}

/** One of the demo devices; `index` counts from 0. Their inspections fall due over the coming twelve months. */
function demoElevator(index: number, today: string): Record<string, unknown> {
  const month = new Date(Date.UTC(Number(today.slice(0, 4)) - 1, Number(today.slice(5, 7)) - 1 + (index % 12), 1));
  const isEscalator = index % 10 === 9;
  const floors = 6 + ((index * 7) % 28);
  return {
    categoryCode: isEscalator ? '3310' : '3110',
    registrationCode: `${isEscalator ? '3310' : '3110'}370602201905${String(index + 1).padStart(4, '0')}`,
    internalNo: `${Math.floor(index / 4) + 1}号楼${(index % 4) + 1}单元`,
    siteName: '海韵花园',
    address: `烟台市芝罘区滨海路 ${Math.floor(index / 4) + 1} 号`,
    districtCode: '370602',
    manufacturer: '演示电梯制造有限公司',
    model: isEscalator ? 'YT-E1000' : 'YT-P1000',
    manufacturedOn: '2019-03-18',
    ratedLoadKg: '1000',
    ratedSpeedMs: isEscalator ? '0.5' : '1.75',
    ...(isEscalator
      ? { liftHeightM: '5.2', nominalWidthMm: 1000, inclinationDeg: '30', isPublicTransport: false }
      : { floors, stops: floors, doors: floors, liftHeightM: `${floors * 3}` }),
    baseMonth: month.toISOString().slice(0, 7),
  };
}
