import { startCity, type TestCity } from '../support/city';
import type { Answer, Caller } from '../support/client';
import { TODAY } from '../support/given';
import { callerAt } from './http-cast';
import { endAll, type Running, startApi } from './processes';
import { devices, expectHistoryReplays } from './records';

const ROWS = 30;
const TIMES = 20;

describe(`the same batch of ${ROWS} sent ${TIMES} times at once, to two api processes`, () => {
  let city: TestCity;
  /** The contractor at either door. */
  let doors: Caller[];
  let apis: Running[];

  beforeAll(async () => {
    city = await startCity();
  });
  // Fresh processes, as after a deployment: their first requests are these.
  beforeEach(async () => {
    apis = await Promise.all([startApi(city.config), startApi(city.config)]);
    doors = apis.map(({ url }) => callerAt(url, city.config, city.cast.contractor));
  });
  afterEach(endAll);
  afterAll(() => city.close());

  async function sendAll(elevatorIds: string[], keyOf: (index: number) => string): Promise<Answer[]> {
    const body = { rows: elevatorIds.map((elevatorId) => ({ elevatorId, requestedOn: TODAY })) };
    const times = Array.from({ length: TIMES }, (_, index) => index);
    const answers = await Promise.all(
      times.map(async (index) => {
        const door = doors[index % doors.length];
        return door.post('/v1/elevator-filing-batches', body, { 'idempotency-key': keyOf(index) });
      }),
    );
    const faults = answers.filter(({ status }) => status >= 500).map(({ body: problem }) => JSON.stringify(problem));
    if (faults.length > 0) throw new Error([...faults, ...apis.map((api) => api.output())].join('\n'));
    return answers;
  }

  /** One filing for each device, each with one entry in its history, all of one batch. */
  async function expectFiledOnce(elevatorIds: string[]): Promise<void> {
    const rows = await city.db.query<{ batch: string; events: string }[]>(
      `SELECT f.batch_id AS batch,
              (SELECT string_agg(h.event, ' ') FROM record_history h WHERE h.record_id = f.id) AS events
       FROM elevator_filings f WHERE f.elevator_id = ANY($1)`,
      [elevatorIds],
    );
    expect(rows.map(({ events }) => events)).toEqual(elevatorIds.map(() => 'file'));
    expect(new Set(rows.map(({ batch }) => batch)).size).toBe(1);
    const { body } = await doors[0].get(`/v1/elevator-filing-batches/${rows[0]?.batch}`);
    expect(body).toMatchObject({ total: ROWS, accepted: ROWS, refused: 0, byState: { submitted: ROWS } });
    await expectHistoryReplays(city.db);
  }

  it('with one key: one request files, the others hear "in flight" or get its answer', async () => {
    const elevatorIds = await devices(city, ROWS, 'same-key');
    const answers = await sendAll(elevatorIds, () => 'the-one-key');

    const created = answers.filter(
      ({ status, headers }) => status < 300 && headers['idempotent-replayed'] === undefined,
    );
    const replayed = answers.filter(({ status, headers }) => status < 300 && headers['idempotent-replayed'] === 'true');
    const inFlight = answers.filter(({ status }) => status === 409);
    expect(created).toHaveLength(1);
    expect(created.length + replayed.length + inFlight.length).toBe(TIMES);
    expect(created[0]?.body).toMatchObject({ accepted: ROWS, refused: 0 });
    for (const { body, headers } of replayed) {
      expect(body).toEqual(created[0]?.body);
      expect(headers.location).toBe(created[0]?.headers.location);
    }
    for (const { body, headers } of inFlight) {
      expect(body.code).toBe('idempotency.in_flight');
      expect(headers['content-type']).toContain('application/problem+json');
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    }
    await expectFiledOnce(elevatorIds);
  });

  it('with a key of its own each: one batch files, the rows of the others are refused as duplicates', async () => {
    const elevatorIds = await devices(city, ROWS, 'own-keys');
    const answers = await sendAll(elevatorIds, (index) => `key-${index}`);

    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: TIMES - 1 }, () => 422)]);
    const filed = answers.find(({ status }) => status === 200)?.body.items as { resource: { id: string } }[];
    const ids = new Set(filed.map(({ resource }) => resource.id));
    for (const { body } of answers.filter(({ status }) => status === 422)) {
      expect(body).toMatchObject({ batchId: null, accepted: 0, refused: ROWS });
      for (const { problem } of body.items) {
        expect(problem).toMatchObject({ status: 409, code: 'elevators.duplicate_filing' });
        expect(ids).toContain(problem.existing.id);
      }
    }
    await expectFiledOnce(elevatorIds);
  });
});
