import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ApprovedReports } from '../approved-reports';
import { bareDocuments } from '../bare-documents';
import type { TypstOrder, TypstResult } from '../baseline-typst';
import type { BenchCity } from '../city';
import { orderFor } from '../environment';
import { inTurns, ROUNDS } from '../load';
import { residentMegabytes } from './memory';
import type { Figure } from '../report-line';

/** Reports of a round; the first ones find the engine and V8 cold, and a queue that has only just been opened. */
const REPORTS = 45;
const UNCOUNTED = 5;
const PATIENCE_MS = 60_000;
const GOAL = 0.7;
const BASELINE = resolve(__dirname, '../baseline-typst.js');

/** A worker that makes reports; what it weighs afterwards is a figure of its own. */
export class Rendering {
  private measured?: Promise<{ figure: Figure; workerMegabytes: number }>;

  constructor(private readonly city: BenchCity) {}

  /** `report.render`: reports (each with its mark) a minute, against nothing but typst. */
  async figure(): Promise<Figure> {
    return (await this.measure()).figure;
  }

  /** Resident memory of the worker after its last round. */
  async workerMegabytes(): Promise<number> {
    return (await this.measure()).workerMegabytes;
  }

  private measure(): Promise<{ figure: Figure; workerMegabytes: number }> {
    return (this.measured ??= this.run());
  }

  private async run(): Promise<{ figure: Figure; workerMegabytes: number }> {
    const reports = await ApprovedReports.prepare(this.city, REPORTS * ROUNDS);
    let ids: string[] = [];
    let workerMegabytes = 0;
    const rates = await inTurns(
      async () => {
        ids = await reports.approve(REPORTS);
        const worker = await this.city.worker();
        const rate = await this.drained(ids);
        workerMegabytes = await residentMegabytes(worker.pid);
        await worker.stop();
        return rate;
      },
      () => this.bare(ids),
    );
    const figure = { name: 'report.render', ...rates, unit: 'reports/min', goal: GOAL };
    return { figure, workerMegabytes };
  }

  /** Waits for the worker, then reads the pace from the times at which the reports were issued. */
  private async drained(ids: readonly string[]): Promise<number> {
    for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await pause(100)) {
      const { rows } = await this.city.db.query<{ at: Date }>(
        'SELECT issued_at AS at FROM reports WHERE id = ANY($1) AND issued_at IS NOT NULL ORDER BY issued_at',
        [ids],
      );
      if (rows.length < ids.length) continue;
      const milliseconds = rows[rows.length - 1].at.getTime() - rows[UNCOUNTED - 1].at.getTime();
      return ((rows.length - UNCOUNTED) * 60_000) / milliseconds;
    }
    throw new Error('the worker did not make the reports in time');
  }

  private async bare(ids: readonly string[]): Promise<number> {
    const reportsFile = join(this.city.folder, 'reports.json');
    writeFileSync(reportsFile, JSON.stringify(await bareDocuments(this.city, ids)));
    const order: TypstOrder = { workspace: this.city.dist, reportsFile, uncounted: UNCOUNTED };
    const child = fork(BASELINE, [], {
      env: orderFor(order),
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const { reportsPerMinute, different } = await new Promise<TypstResult>((done, failed) => {
      child.once('message', (result) => done(result as TypstResult));
      child.once('exit', (code) => failed(new Error(`the bare compilation ended with ${code}`)));
    });
    if (different > 0) throw new Error(`${different} documents are not those of the worker`);
    return reportsPerMinute;
  }
}
