import {
  CapabilityService,
  InstrumentRegistrationService,
  MeasurementStandardService,
  TestingCapabilityService,
} from '@nqi/lines/metrology';
import { Clock } from '@nqi/shared/clock';
import { demoCapabilities } from './metrology-capabilities';
import { hospitalInstruments, workshopInstruments } from './metrology-instruments';
import { instituteStandards, laboratoryStandards } from './metrology-standards';
import { actorOf, type Seeding } from './seeding';
import { testingCapabilities } from './testing-capabilities';

const METROLOGY_ADMIN = '13800000030';
const LABORATORY_ADMIN = '13800000040';
const HOSPITAL = '13800000062';
const MACHINE_SHOP = '13800000060';

/** Capabilities and standards of the two laboratories, and the ledgers of the hospital and the machine shop. */
export async function seedMetrology(seeding: Seeding): Promise<void> {
  const capabilities = seeding.get(CapabilityService);
  const { institute, laboratory } = demoCapabilities();
  for (const [phone, rows, standards] of [
    [METROLOGY_ADMIN, institute, instituteStandards],
    [LABORATORY_ADMIN, laboratory, laboratoryStandards],
  ] as const) {
    const actor = await actorOf(seeding, phone);
    for (const row of rows) await capabilities.create(actor, row);
    for (const standard of standards) await seeding.get(MeasurementStandardService).create(actor, standard);
  }
  const institution = await actorOf(seeding, METROLOGY_ADMIN);
  for (const row of testingCapabilities) await seeding.get(TestingCapabilityService).create(institution, row);
  const today = seeding.get(Clock).today();
  await enter(seeding, HOSPITAL, hospitalInstruments(today));
  await enter(seeding, MACHINE_SHOP, workshopInstruments(today));
}

async function enter(seeding: Seeding, phone: string, rows: readonly object[]): Promise<void> {
  const actor = await actorOf(seeding, phone);
  const { refused } = await seeding.get(InstrumentRegistrationService).registerMany(actor, rows, false);
  if (refused[0]) throw refused[0].error;
}
