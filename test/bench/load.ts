import autocannon from 'autocannon';

/** Connections without pipelining: a busy counter, not a flood. */
const CONNECTIONS = 8;
const SECONDS = 4;
export const ROUNDS = 3;

/** What is asked of one server. */
export interface Target {
  url: string;
  token?: string;
}

/** Requests per second of GETs that all succeed. @throws Error when one does not */
export async function getsPerSecond({ url, token }: Target, paths: readonly string[]): Promise<number> {
  const result = await autocannon({
    url,
    requests: paths.map((path) => ({ method: 'GET', path })),
    headers: token ? { authorization: `Bearer ${token}` } : {},
    ...{ connections: CONNECTIONS, duration: SECONDS, pipelining: 1 },
  });
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0) throw new Error(`${failed} requests to ${url}${paths[0]} failed`);
  return result['2xx'] / result.duration;
}

/** Does the work on every item, `lanes` at a time. @returns the seconds it took */
export async function secondsFor<T>(
  items: readonly T[],
  lanes: number,
  work: (item: T) => Promise<void>,
): Promise<number> {
  const waiting = items[Symbol.iterator]();
  const lane = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: lanes }, lane));
  return (performance.now() - began) / 1_000;
}

/** Ours and the baseline's, measured in turns, so that what else the machine does falls on both. */
export async function inTurns(
  ours: (round: number) => Promise<number>,
  baseline: (round: number) => Promise<number>,
): Promise<{ value: number; baseline: number }> {
  const values: number[] = [];
  const baselines: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    values.push(await ours(round));
    baselines.push(await baseline(round));
  }
  return { value: median(values), baseline: median(baselines) };
}

export function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
}
