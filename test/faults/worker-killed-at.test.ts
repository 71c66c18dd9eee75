import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startCity, type TestCity } from '../support/city';
import { until } from '../support/until';
import { holdRows, holdTable } from './held';
import { ObjectStore } from './object-store';
import { endAll, lives, type Running, startWorker } from './processes';
import {
  allIssued,
  type Approved,
  approvedReports,
  expectGapless,
  expectHistoryReplays,
  expectIssuedOnce,
} from './records';

/** Of each point; a worker has all of them in its hands at once. */
const REPORTS = 2;

let city: TestCity;
const store = new ObjectStore();
const all: Approved[] = [];
beforeAll(async () => {
  city = await startCity({ ...(await store.start()), JOB_LOCK_MS: 3_000 });
});
afterAll(async () => {
  await city.close();
  await store.stop();
});
afterEach(endAll);

const idsOf = (reports: readonly Approved[]): string[] => reports.map(({ reportId }) => reportId);

/** What the rows of these reports say. */
async function renderings(reports: readonly Approved[]): Promise<{ state: string; attempts: number }[]> {
  return city.db.query(
    `SELECT state, attempts::int AS attempts FROM report_renderings WHERE report_id = ANY($1) ORDER BY id`,
    [idsOf(reports)],
  );
}

const times = <T>(one: T): T[] => Array.from({ length: REPORTS }, () => one);

/** The dead worker's reports go out by another's hands: once each, each file what its row says, nothing left over. */
async function expectTakenOver(reports: readonly Approved[], attempts: number): Promise<void> {
  await startWorker(city.config);
  await allIssued(city.cast, reports, 30_000);
  await expectOnce(reports, attempts);
}

async function expectOnce(reports: readonly Approved[], attempts: number): Promise<void> {
  all.push(...reports);
  await expectIssuedOnce(city.cast, reports);
  expect(await renderings(reports)).toEqual(times({ state: 'ready', attempts }));
  await expectGenuineFiles(reports);
  await expectGapless(city.cast, all);
  await expectNothingLeft();
}

async function expectGenuineFiles(reports: readonly Approved[]): Promise<void> {
  for (const { reportId } of reports) {
    for (const document of ['report', 'mark']) {
      const rows = await city.db.query<{ sha256: string }[]>(
        `SELECT f.sha256 FROM report_files f JOIN report_renderings j ON j.id = f.rendering_id
         WHERE j.report_id = $1 AND f.document = $2`,
        [reportId, document],
      );
      const { raw } = await city.cast.userUnit.get(`/v1/reports/${reportId}/file?document=${document}`);
      expect(rows).toEqual([{ sha256: createHash('sha256').update(raw).digest('hex') }]);
    }
  }
}

/** No job in anybody's hands, in the rows or in the queue; no file without its signature; no event without its state. */
async function expectNothingLeft(): Promise<void> {
  const open = `SELECT id FROM report_renderings WHERE state <> 'ready' OR lease_until IS NOT NULL OR failure_code IS NOT NULL`;
  expect(await city.db.query(open)).toEqual([]);
  const unsigned = `SELECT f.id FROM report_files f LEFT JOIN report_signatures s ON s.id = f.id WHERE s.id IS NULL`;
  expect(await city.db.query(unsigned)).toEqual([]);
  await until(
    async () => (await city.db.query(`SELECT id FROM bullmq.job WHERE queue = 'report-rendering'`)).length === 0,
  );
  await expectHistoryReplays(city.db);
}

/** A service that listens and never says a word. */
async function silentServer(): Promise<{ url: string; asked(): number; server: Server }> {
  let asked = 0;
  const server = createServer(() => (asked += 1));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked: () => asked, server };
}

/** The processes that set documents for a worker; only Linux can say. */
function typesettersOf({ pid }: Running): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  return children.filter((child) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('typesetter.main'));
}

describe('a worker killed (kill -9)', () => {
  it('while it claims: the jobs are still nobody’s', async () => {
    const reports = await approvedReports(city, REPORTS);
    const place = await holdRows(city.ownerUrl, 'report_renderings', 'report_id', idsOf(reports));
    const worker = await startWorker(city.config);
    await until(async () => (await place.waiting()).length === REPORTS);
    await worker.end('SIGKILL');
    await place.release();
    await expectTakenOver(reports, 1);
  });

  it('while a document is set: the process that sets it ends, too', async () => {
    const reports = await approvedReports(city, REPORTS);
    const worker = await startWorker(city.config);
    const setters = await until(async () => {
      const found = typesettersOf(worker);
      return found.length > 0 && found;
    });
    for (const pid of setters) process.kill(pid, 'SIGSTOP');
    await until(async () => (await renderings(reports)).every(({ state }) => state === 'running'));
    await worker.end('SIGKILL');
    expect(await renderings(reports)).toEqual(times({ state: 'running', attempts: 1 }));
    for (const pid of setters) process.kill(pid, 'SIGCONT');
    await until(async () => !setters.some(lives));
    await expectTakenOver(reports, 2);
  });

  it('while it signs: what was not signed is kept nowhere', async () => {
    const reports = await approvedReports(city, REPORTS);
    const authority = await silentServer();
    const kept = store.objects.size;
    const worker = await startWorker(city.config, { TIMESTAMP_URL: authority.url, TIMESTAMP_TIMEOUT_MS: 60_000 });
    // Each report and its mark.
    await until(async () => authority.asked() === 2 * REPORTS);
    await worker.end('SIGKILL');
    authority.server.closeAllConnections();
    authority.server.close();
    expect(store.objects.size).toBe(kept);
    expect(await renderings(reports)).toEqual(times({ state: 'running', attempts: 1 }));
    await expectTakenOver(reports, 2);
  });

  it('while it stores: what was stored without a word is not published', async () => {
    const reports = await approvedReports(city, REPORTS);
    store.isSilent = true;
    const worker = await startWorker(city.config);
    await until(async () => store.unanswered.length === 2 * REPORTS);
    await worker.end('SIGKILL');
    store.speak();
    expect(await renderings(reports)).toEqual(times({ state: 'running', attempts: 1 }));
    await expectTakenOver(reports, 2);
  });

  it.each([
    ['the transaction is lost', true, 2],
    ['what it had sent may still arrive', false, null],
  ])('while it commits, and %s: it is issued once', async (_, isLost, attempts) => {
    const reports = await approvedReports(city, REPORTS);
    const place = await holdTable(city.ownerUrl, 'record_history');
    const worker = await startWorker(city.config);
    await until(async () => (await place.waiting()).length === REPORTS);
    await worker.end('SIGKILL');
    expect(await renderings(reports)).toEqual(times({ state: 'running', attempts: 1 }));
    if (isLost) await place.terminate();
    await place.release();
    await expectTakenOver(reports, attempts ?? expect.any(Number));
  });
});

describe('a worker frozen while it stores, and waking up when another has taken over', () => {
  it('comes second: the report was issued once, with the files of the other', async () => {
    const reports = await approvedReports(city, REPORTS);
    store.isSilent = true;
    const worker = await startWorker(city.config);
    await until(async () => store.unanswered.length === 2 * REPORTS);
    worker.signal('SIGSTOP');
    const late = store.unanswered.splice(0);
    store.speak();
    await startWorker(city.config);
    await allIssued(city.cast, reports, 30_000);
    // It goes on where it stood, and is seen to come to the reports.
    const place = await holdRows(city.ownerUrl, 'reports', 'id', idsOf(reports));
    worker.signal('SIGCONT');
    for (const response of late) response.end();
    await until(async () => (await place.waiting()).length === REPORTS);
    await place.release();
    await worker.end('SIGTERM');
    await expectOnce(reports, 2);
  });
});

describe('a worker whose store takes longer than a lease', () => {
  it('keeps what it has in hand: another one beside it takes nothing over', async () => {
    const reports = await approvedReports(city, REPORTS);
    store.isSilent = true;
    await startWorker(city.config);
    await until(async () => store.unanswered.length === 2 * REPORTS);
    const [{ until: first }] = await city.db.query<{ until: Date }[]>(
      'SELECT max(lease_until) AS until FROM report_renderings WHERE report_id = ANY($1)',
      [idsOf(reports)],
    );
    await startWorker(city.config);
    // Longer ago than a sweeper rests.
    const isLong = `SELECT now() > $1::timestamptz + interval '2 seconds' AS passed`;
    await until(async () => (await city.db.query<{ passed: boolean }[]>(isLong, [first]))[0].passed);
    expect(await renderings(reports)).toEqual(times({ state: 'running', attempts: 1 }));
    store.speak();
    await allIssued(city.cast, reports, 30_000);
    await expectOnce(reports, 1);
  });
});
