import { Agent, get } from 'node:http';
import { inTurns, secondsFor, type Target } from '../load';
import type { Figure } from '../report-line';

/** In flight at once, on a machine of two processors: with more, the times would be those of the queue before them. */
const LANES = 2;
/** Answers of a round: twenty of them are slower than the 95th of a hundred. */
const REQUESTS = 400;

type Work<T> = (item: T) => Promise<unknown>;

/** Milliseconds: half of the answers came sooner than the first, all but one in twenty sooner than the second. */
export interface Percentiles {
  p50: number;
  p95: number;
}

/** What is asked of both sides; items are taken round and round. */
interface Slowness<Ours, Bare> {
  name: string;
  ours: { items: readonly Ours[]; work: Work<Ours> };
  bare: { items: readonly Bare[]; work: Work<Bare> };
  /** Milliseconds that the 95th percentile may take. */
  limit: number;
}

/** Times every piece of work, `lanes` at a time. */
export async function percentiles<T>(
  items: readonly T[],
  work: Work<T>,
  { requests = REQUESTS, lanes = LANES } = {},
): Promise<Percentiles> {
  const times: number[] = [];
  const rounds = Array.from({ length: requests }, (_, at) => items[at % items.length]);
  await secondsFor(rounds, lanes, async (item) => {
    const began = performance.now();
    await work(item);
    times.push(performance.now() - began);
  });
  times.sort((one, other) => one - other);
  const at = (share: number): number => times[Math.ceil(times.length * share) - 1];
  return { p50: at(0.5), p95: at(0.95) };
}

/** The 95th percentile of ours against that of the bare work, in turns; neither is measured while V8 still compiles it. */
export async function slowEnd<Ours, Bare>({ name, ours, bare, limit }: Slowness<Ours, Bare>): Promise<Figure> {
  await percentiles(ours.items, ours.work);
  await percentiles(bare.items, bare.work);
  const times = await inTurns(
    async () => (await percentiles(ours.items, ours.work)).p95,
    async () => (await percentiles(bare.items, bare.work)).p95,
  );
  return { name, ...times, unit: 'ms p95', lessIsBetter: true, limit };
}

/** A GET over a kept connection that must succeed, read to its end. */
export function getFrom({ url, token }: Target): Work<string> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  return (path) =>
    new Promise<void>((done, failed) => {
      get(url + path, { agent, headers }, (answer) => {
        const isGood = answer.statusCode === 200;
        answer
          .resume()
          .once('end', () => (isGood ? done() : failed(new Error(`${path} answered ${answer.statusCode}`))));
      }).once('error', failed);
    });
}
