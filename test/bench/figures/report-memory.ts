import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ApprovedReports } from '../approved-reports';
import type { BenchCity } from '../city';
import { median } from '../load';
import type { Figure } from '../report-line';

/** Of a round; each is made anew in every round, with a signature and files of its own. */
const REPORTS = 250;
/** What the worker weighs differs from round to round by more than it grows. */
const SAMPLES = 3;
const MOST_GROWTH = 1.1;
const ROUND_PATIENCE_MS = 300_000;
const LOOK_MS = 250;
const run = promisify(execFile);

/**
 * `reports.memory`: resident megabytes of the worker and the processes that set for it, at the end of so many reports
 * against those after the first ones.
 */
export async function memoryGrowth(city: BenchCity, count: number): Promise<Figure> {
  const reports = await ApprovedReports.prepare(city, REPORTS);
  const ids = await reports.approve(REPORTS);
  const worker = await city.worker();
  const samples: number[] = [];
  for (let made = 0; made < Math.max(count, 3 * SAMPLES * REPORTS); made += REPORTS) {
    if (made > 0) await orderAgain(city, ids);
    await allMade(city, ids);
    samples.push(await familyMegabytes(worker.pid));
  }
  await worker.stop();
  // The first round loads code and fonts.
  const baseline = median(samples.slice(1, 1 + SAMPLES));
  const value = median(samples.slice(-SAMPLES));
  return { name: 'reports.memory', value, baseline, unit: 'MB', lessIsBetter: true, limit: MOST_GROWTH * baseline };
}

/** As if the queue had lost them: the sweeper gives them out. */
async function orderAgain(city: BenchCity, ids: readonly string[]): Promise<void> {
  await city.db.query(
    `UPDATE report_renderings SET state = 'queued', attempts = 0, queued_at = now() - interval '1 hour'
     WHERE report_id = ANY($1)`,
    [ids],
  );
}

async function allMade(city: BenchCity, ids: readonly string[]): Promise<void> {
  for (const deadline = Date.now() + ROUND_PATIENCE_MS; Date.now() < deadline; await pause(LOOK_MS)) {
    const { rows } = await city.db.query<{ open: number; failed: number }>(
      `SELECT count(*) FILTER (WHERE state <> 'ready')::int AS open, count(*) FILTER (WHERE state = 'failed')::int AS failed
       FROM report_renderings WHERE report_id = ANY($1)`,
      [ids],
    );
    if (rows[0].failed > 0) throw new Error(`${rows[0].failed} reports failed`);
    if (rows[0].open === 0) return;
  }
  throw new Error('the worker did not make the reports in time');
}

/** What the system counts as a process's own and its children's: `ps` knows it on every Unix. */
async function familyMegabytes(pid: number): Promise<number> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,rss=']);
  const processes = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const family = processes.filter(([own, parent]) => own === pid || parent === pid);
  return family.reduce((sum, [, , kilobytes]) => sum + kilobytes / 1_024, 0);
}
