import type { BatchAnswer, Problem } from './answers';
import type { ApiClient } from './api-client';
import type { Refusal } from './register-row';

/** The platform's limit for a batch; 2,000 devices are 0.7 MB of JSON, far from the 4 MiB a request may have. */
const BATCH_ROWS = 2_000;

/** What became of all items, and how long it took. */
export interface Posted<T> {
  accepted: T[];
  refused: (Refusal & { item: T })[];
  /** `25000 rows in 13 requests, 20.0 s, 1250 a second` */
  speed: string;
}

/**
 * Sends any number of items in as few batches as the platform allows, one after the other. Each has a key, so that one
 * whose answer got lost can be sent again without entering anything twice.
 */
export async function postAll<T>(
  { client, path }: { client: ApiClient; path: string },
  items: readonly T[],
  toRow: (item: T) => object,
): Promise<Posted<T>> {
  const accepted: T[] = [];
  const refused: Posted<T>['refused'] = [];
  const from = performance.now();
  let requests = 0;
  for (let start = 0; start < items.length; start += BATCH_ROWS) {
    const batch = items.slice(start, start + BATCH_ROWS);
    const rows = batch.map(toRow);
    const answer = await client.post<BatchAnswer<object>>(path, { rows });
    requests += 1;
    for (const { index, problem } of answer.items) {
      const item = batch[index];
      if (problem) refused.push({ item, ...refusalOf(problem, rows[index] ?? {}) });
      else accepted.push(item);
    }
  }
  const seconds = (performance.now() - from) / 1_000;
  const speed = `${items.length} rows in ${requests} requests, ${seconds.toFixed(1)} s, ${Math.round(items.length / seconds)} a second`;
  return { accepted, refused, speed };
}

/** What the platform says of a row, beside what was sent for it. */
function refusalOf({ code, detail, errors }: Problem, sent: object): Refusal {
  if (!errors) return { reason: `${detail} (${code})`, value: '' };
  const values = sent as Readonly<Record<string, string | undefined>>;
  return {
    reason: errors.map((error) => `${error.pointer.slice(1)}: ${error.detail} (${error.code})`).join('; '),
    value: errors.map(({ pointer }) => values[pointer.slice(1)] ?? '').join('; '),
  };
}
