import { ApprovedReports } from '../approved-reports';
import type { BenchCity } from '../city';
import type { Figure } from '../report-line';

const POISON = 100;
/** Reports that are timed: the second worst of a hundred is their 99th percentile. */
const TIMED = 100;
/** A worker that was just started compiles its own code and loads its fonts. */
const UNCOUNTED = 5;

/** `reports.wait`: from the signatory's click until the file can be had, with nothing else to do; the 95th percentile. */
export async function idleWait(city: BenchCity): Promise<Figure> {
  const reports = await ApprovedReports.prepare(city, UNCOUNTED + TIMED);
  const worker = await city.worker();
  const waits = await waitsOf(reports);
  await worker.stop();
  return figure('reports.wait', waits, { share: 0.95, limit: 2_000 });
}

/** `reports.poison`: the same behind a hundred reports without an end; the 99th percentile. */
export async function poisonedWait(city: BenchCity): Promise<Figure> {
  const reports = await ApprovedReports.prepare(city, POISON + UNCOUNTED + TIMED);
  const reportIds = await reports.approve(POISON);
  const worker = await city.poisonedWorker({ reportIds });
  const waits = await waitsOf(reports);
  await assertEndless(city, reportIds);
  await worker.stop();
  return figure('reports.poison', waits, { share: 0.99, limit: 5_000 });
}

async function waitsOf(reports: ApprovedReports): Promise<number[]> {
  const waits: number[] = [];
  while (waits.length < UNCOUNTED + TIMED) waits.push(await reports.approveAndWait());
  return waits.slice(UNCOUNTED);
}

/** None of them was made, and some had all their time. */
async function assertEndless(city: BenchCity, reportIds: readonly string[]): Promise<void> {
  const { rows } = await city.db.query<{ state: string; code: string | null }>(
    'SELECT state, failure_code AS code FROM report_renderings WHERE report_id = ANY($1)',
    [reportIds],
  );
  const ended = rows.filter(({ state, code }) => state === 'failed' && code === 'render_timeout').length;
  const made = rows.filter(({ state }) => state === 'ready').length;
  if (made > 0 || ended === 0) throw new Error(`of the poison ${made} were made and ${ended} ended`);
}

/** The limit is what it is compared with: nothing bare makes a report. */
function figure(name: string, waits: number[], { share, limit }: { share: number; limit: number }): Figure {
  const sorted = [...waits].sort((one, other) => one - other);
  const value = sorted[Math.ceil(sorted.length * share) - 1];
  return { name, value, baseline: limit, unit: `ms p${share * 100}`, lessIsBetter: true, limit };
}
