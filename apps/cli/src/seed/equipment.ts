import type { Seeding } from './seeding';

/** Instruments to share. */
export async function seedEquipment(_seeding: Seeding): Promise<void> {
  // Nothing yet.
}
