import { startCity, type TestCity } from '../support/city';
import type { Answer } from '../support/client';
import { given } from '../support/given';
import { until } from '../support/until';
import { holdTable } from './held';
import { callerAt } from './http-cast';
import { endAll, type Running, startApi } from './processes';
import { type Approved, expectGapless, expectHistoryReplays, many } from './records';

const REPORTS = 200;
const APIS = 4;

/** What ends, and at which table an approval stands then. At the last one it is committed, and nobody was told. */
const CRASHES = [
  ['session', 'report_renderings'],
  ['session', 'record_history'],
  ['session', 'idempotency_keys'],
  ['process', 'record_history'],
  ['process', 'bullmq.job'],
] as const;

let city: TestCity;
beforeAll(async () => {
  city = await startCity();
});
afterEach(endAll);
afterAll(() => city.close());

/** Reports that only want a signature. */
function checkedReports(): Promise<Approved[]> {
  return many(REPORTS, async () => {
    const { id, reportId } = await given(city).filing('concluded');
    expect((await city.cast.checker.post(`/v1/reports/${reportId}/check`)).status).toBe(200);
    return { filingId: id, reportId };
  });
}

/** Processes that can be told from each other by the names of their sessions. */
function startApis(): Promise<Running[]> {
  const address = new URL(city.config.DATABASE_URL);
  const starts = Array.from({ length: APIS }, (_, index) => {
    address.searchParams.set('application_name', `api-${index}`);
    return startApi(city.config, { DATABASE_URL: address.href });
  });
  return Promise.all(starts);
}

/** @returns undefined when its process died before the answer came */
function approve({ url }: Running, { reportId }: Approved): Promise<Answer | undefined> {
  const signatory = callerAt(url, city.config, city.cast.signatory);
  const key = { 'idempotency-key': `approve-${reportId}` };
  return signatory.post(`/v1/reports/${reportId}/approval`, undefined, key).catch(() => undefined);
}

interface Session {
  pid: number;
  api: string;
  /** How many wait for the number behind it. */
  behind: number;
}

async function sessions(pids: readonly number[]): Promise<Session[]> {
  return city.db.query(
    `SELECT pid, application_name AS api, (
       SELECT count(*)::int FROM pg_stat_activity o
       WHERE s.pid = ANY(pg_blocking_pids(o.pid)) AND o.query LIKE 'INSERT INTO number_series%') AS behind
     FROM pg_stat_activity s WHERE pid = ANY($1)`,
    [pids],
  );
}

describe(`${REPORTS} approvals at once, of which five crash when they have taken their number`, () => {
  it('take the numbers 1 … 200, each once', async () => {
    const reports = await checkedReports();
    const apis = await startApis();
    let begun: Promise<Answer | undefined>[] = [];
    for (const [what, table] of CRASHES) {
      const place = await holdTable(city.ownerUrl, table);
      if (begun.length === 0) begun = reports.map((report, at) => approve(apis[at % APIS], report));
      const victim = await until(async () => {
        const found = await sessions(await place.waiting());
        return found.find(({ behind }) => behind > 0 || table === 'bullmq.job');
      });
      if (what === 'process') await apis[Number(victim.api.slice('api-'.length))]?.end('SIGKILL');
      else await city.db.query('SELECT pg_terminate_backend($1)', [victim.pid]);
      await place.release();
    }
    const answers = await Promise.all(begun);
    const lost = reports.filter((_, at) => answers[at]?.status !== 200);
    expect(lost.length).toBeGreaterThanOrEqual(CRASHES.length);
    // Who died said nothing; who lost the database says so.
    expect(new Set(answers.map((answer) => answer?.status))).toEqual(new Set([200, 503, undefined]));

    const survivor = apis.find((api) => api.isAlive()) as Running;
    const again = await many(lost.length, (at) => approve(survivor, lost[at]));
    expect(new Set(again.map((answer) => answer?.status))).toEqual(new Set([200]));
    await expectGapless(city.cast, reports);
    expect(await city.db.query(`SELECT value::int FROM number_series WHERE series LIKE 'report:%'`)).toEqual([
      { value: REPORTS },
    ]);
    const events = `SELECT count(*)::int AS events, count(DISTINCT record_id)::int AS reports FROM record_history
      WHERE record_type = 'report' AND event = 'approve'`;
    expect(await city.db.query(events)).toEqual([{ events: REPORTS, reports: REPORTS }]);
    await expectHistoryReplays(city.db);
  });
});
