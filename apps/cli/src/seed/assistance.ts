import type { Seeding } from './seeding';

/** Experts and help requests. */
export async function seedAssistance(_seeding: Seeding): Promise<void> {
  // Nothing yet.
}
