import type { Seeding } from './seeding';

/** Capabilities of the laboratories and instruments of the enterprises. */
export async function seedMetrology(_seeding: Seeding): Promise<void> {
  // Nothing yet.
}
