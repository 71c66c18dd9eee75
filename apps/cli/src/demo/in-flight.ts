/** Enough to keep two cores busy; the api, the worker, the database and this client share them. */
const IN_FLIGHT = 4;

/** Does something for every item, a few at a time. @returns the results in the order of the items */
export async function forEach<T, R>(items: readonly T[], action: (item: T, index: number) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(items.length);
  const rest = items.entries();
  const lane = async (): Promise<void> => {
    // One iterator for all lanes: each takes the next item when it is free.
    for (const [index, item] of rest) results[index] = await action(item, index);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  return results;
}
