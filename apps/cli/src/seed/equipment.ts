import { EquipmentService } from '@nqi/lines/equipment';
import { demoEquipment } from './equipment-list';
import { actorOf, type Seeding } from './seeding';

const MANAGERS = { test_centre: '13800000050', laboratory: '13800000040' } as const;

/** Instruments to share: a university's test centre, and a calibration laboratory. */
export async function seedEquipment(seeding: Seeding): Promise<void> {
  for (const [provider, phone] of Object.entries(MANAGERS)) {
    const manager = await actorOf(seeding, phone);
    const own = demoEquipment.filter((one) => one.provider === provider);
    for (const { facts } of own) await seeding.get(EquipmentService).create(manager, facts);
  }
}
