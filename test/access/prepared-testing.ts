import { ok } from '../api/metrology/order-life';
import { hardness, results, row, testingLife } from '../api/metrology/testing-life';
import type { TestCity } from '../support/city';

/** A sample whose results are in, and one that waits for them: both of the hospital, like the instruments. */
export async function testing(city: TestCity): Promise<{ own: Record<string, string>; ready: string }> {
  const life = testingLife(city, city.cast.hospital);
  const [done, waiting] = [await life.assigned(), await life.assigned()];
  ok(await life.enter(done.id, results([row(), hardness()])));
  const own = { 'metrology_item.test': done.id, testing_capability: (await life.capability()).id };
  return { own, ready: waiting.id };
}
