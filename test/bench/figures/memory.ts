import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { BenchCity } from '../city';
import { getsPerSecond } from '../load';
import type { Figure } from '../report-line';

const LIST = '/v1/elevator-filings';
const run = promisify(execFile);

/** `memory.api`: resident megabytes after load, against the bare server after the same. */
export async function apiMemory(city: BenchCity): Promise<Figure> {
  const { token } = await city.contractor();
  const api = await city.api();
  await getsPerSecond({ url: api.url, token }, [LIST]);
  return figure(city, 'memory.api', await residentMegabytes(api.pid));
}

/** `memory.worker`: after the reports of the rendering figure. */
export function workerMemory(city: BenchCity, megabytes: number): Promise<Figure> {
  return figure(city, 'memory.worker', megabytes);
}

/** What the system counts as the process's own: `ps` knows it on every Unix. */
export async function residentMegabytes(pid: number): Promise<number> {
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) / 1024;
}

async function figure(city: BenchCity, name: string, value: number): Promise<Figure> {
  const bare = await city.baseline();
  await getsPerSecond({ url: bare.url }, [LIST]);
  return { name, value, baseline: await residentMegabytes(bare.pid), unit: 'MB', lessIsBetter: true };
}
