import { type Cast, testConfig } from '../support/city';
import type { Answer, Caller } from '../support/client';
import { given, TODAY } from '../support/given';
import { until } from '../support/until';
import { callerWith } from './http-cast';
import { OwnDatabase } from './own-database';
import { endAll, type Running, runCommand, startApi, startWorker } from './processes';
import { allIssued, approve, approvedReports, devices, expectGapless, expectIssuedOnce } from './records';

const AWAY_MS = 5_000;
/** The longest that anybody waits for a refusal. */
const PATIENCE_MS = 10_000;
const RECOVERY_MS = 20_000;

/** The people of the demo city who take part, and its password. */
const PHONES = {
  ...{ admin: '13800000010', clerk: '13800000011', finance: '13800000012', inspector: '13800000013' },
  ...{ secondInspector: '13800000014', checker: '13800000015', signatory: '13800000016' },
  ...{ userUnit: '13800000020', contractor: '13800000021' },
};
const PASSWORD = 'nqi-demo-2026';

describe('PostgreSQL stopped under the api and the worker', () => {
  const database = new OwnDatabase();
  let api: Running;
  let worker: Running;
  let cast: Cast;
  let nobody: Caller;

  beforeAll(async () => {
    await database.start();
    const config = testConfig(database.url);
    await runCommand('migrate', config);
    await runCommand('seed', config, '--demo');
    [api, worker] = await Promise.all([startApi(config), startWorker(config)]);
    nobody = callerWith(api.url, null);
    const people = Object.entries(PHONES).map(async ([role, phone]) => [role, await signIn(phone)]);
    cast = Object.fromEntries(await Promise.all(people)) as Cast;
  });
  afterAll(async () => {
    await endAll();
    await database.remove();
  });

  async function signIn(phone: string): Promise<Caller> {
    const { body } = await nobody.post('/v1/auth/token', { phone, password: PASSWORD });
    const { body: me } = await callerWith(api.url, body.accessToken).get('/v1/me');
    return callerWith(api.url, body.accessToken, { userId: me.id, organisationId: me.organisationId });
  }

  const isReady = async (): Promise<boolean> => (await nobody.get('/health/ready')).status === 200;

  /** Asks and takes the time. */
  async function timed(ask: () => Promise<Answer>): Promise<Answer & { ms: number }> {
    const begun = performance.now();
    return { ...(await ask()), ms: performance.now() - begun };
  }

  function expectUnavailable(what: string, { status, body, headers, ms }: Answer & { ms: number }): void {
    const { code } = body;
    const type = headers['content-type']?.split(';', 1)[0];
    const told = { status: 503, code: 'service.unavailable', type: 'application/problem+json' };
    expect({ what, status, code, type }).toEqual({ what, ...told });
    expect({ what, retryAfter: Number(headers['retry-after']) }).toEqual({ what, retryAfter: expect.any(Number) });
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect({ what, inTime: ms < PATIENCE_MS }).toEqual({ what, inTime: true });
  }

  it('answers 503 while it is away, lives on, recovers by itself, and the same worker renders', async () => {
    const submitted = await given({ cast } as never).filing('submitted');
    const concluded = await given({ cast } as never).filing('concluded');
    const [before] = await approvedReports({ cast }, 1);
    const [elevatorId] = await devices({ cast }, 1, 'away');
    const wish = { rows: [{ elevatorId, requestedOn: TODAY }] };
    const doors: Record<string, () => Promise<Answer>> = {
      'one filing': () => cast.contractor.get(`/v1/elevator-filings/${submitted.id}`),
      'the list': () => cast.clerk.get('/v1/elevator-filings?limit=20'),
      'an event': () => cast.clerk.post(`/v1/elevator-filings/${submitted.id}/acceptance`),
      'a batch': () => cast.contractor.post('/v1/elevator-filing-batches', wish, { 'idempotency-key': 'away' }),
      'a sign-in': () => nobody.post('/v1/auth/token', { phone: PHONES.clerk, password: PASSWORD }),
      'the public check': () => nobody.get('/v/abcdefghijklmnopqrstuvwxyzABCDEF'),
      readiness: () => nobody.get('/health/ready'),
    };

    await database.stop('fast');
    const back = performance.now() + AWAY_MS;
    let rounds = 0;
    while (performance.now() < back) {
      const answers = await Promise.all(
        Object.entries(doors).map(async ([what, ask]) => [what, await timed(ask)] as const),
      );
      for (const [what, answer] of answers) expectUnavailable(what, answer);
      expect((await nobody.get('/health/live')).status).toBe(200);
      rounds += 1;
    }
    expect(rounds).toBeGreaterThan(0);

    await database.start();
    const started = performance.now();
    await until(isReady, RECOVERY_MS);
    process.stdout.write(
      `ready ${Math.round(performance.now() - started)} ms after PostgreSQL, ${rounds} rounds away\n`,
    );
    for (const what of ['one filing', 'the list', 'an event', 'a batch', 'a sign-in']) {
      expect({ what, status: (await doors[what]?.())?.status }).toEqual({ what, status: 200 });
    }
    await approve({ cast }, concluded.reportId);
    const after = { filingId: concluded.id, reportId: concluded.reportId };
    const reports = before ? [before, after] : [after];
    await allIssued(cast, reports, 30_000);
    await expectIssuedOnce(cast, reports);
    process.stdout.write(`reports out ${Math.round(performance.now() - started)} ms after PostgreSQL\n`);
    expect([api.isAlive(), worker.isAlive()]).toEqual([true, true]);
  });

  it('crashed in the middle of renderings and requests: nothing is lost, nothing happens twice', async () => {
    const elevatorIds = await devices({ cast }, 30, 'crash');
    const reports = await approvedReports({ cast }, 8);
    const file = (elevatorId: string): Promise<Answer> =>
      cast.contractor.post(
        '/v1/elevator-filing-batches',
        { rows: [{ elevatorId }] },
        { 'idempotency-key': elevatorId },
      );
    const filing = elevatorIds.map((elevatorId) => timed(() => file(elevatorId)));
    await database.stop('immediate');
    for (const answer of await Promise.all(filing)) {
      if (answer.status !== 200) expectUnavailable('a filing', answer);
    }
    await database.start();
    await until(isReady, RECOVERY_MS);

    for (const elevatorId of elevatorIds) {
      expect(await file(elevatorId)).toMatchObject({ status: 200, body: { accepted: 1 } });
      const { body } = await cast.contractor.get(`/v1/elevator-filings?elevatorId=${elevatorId}`);
      expect(body.items).toHaveLength(1);
    }
    await allIssued(cast, reports, 30_000);
    await expectIssuedOnce(cast, reports);
    const { body: all } = await cast.checker.get('/v1/reports?limit=100');
    await expectGapless(
      cast,
      all.items.map(({ id, subjectId }: Record<string, string>) => ({ reportId: id, filingId: subjectId })),
    );
    expect([api.isAlive(), worker.isAlive()]).toEqual([true, true]);
  });
});
