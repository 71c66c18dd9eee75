import { AuditCut, AuditVerification, type Findings, Sealer } from '@nqi/shared/audit';
import { Clock } from '@nqi/shared/clock';
import { Transactions } from '@nqi/shared/database';
import { createLogger } from '@nqi/shared/logging';
import { FileStore } from '@nqi/shared/storage';
import { Client } from 'pg';
import { startCity, type TestCity } from '../support/city';
import { given } from '../support/given';
import { until } from '../support/until';

const DAY = 86_400_000;

/** What {@link AuditVerification} compares. */
const TABLES = ['audit_events', 'audit_unsealed', 'audit_seals', 'audit_head', 'audit_anchors', 'audit_cuts'];

describe('the audit trail', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await startCity();
    await sealedTrail();
    for (const table of TABLES) await city.db.query(`CREATE TABLE kept_${table} AS TABLE ${table}`);
  });
  // Each test begins with the same sealed trail.
  beforeEach(() =>
    tamper(...TABLES.flatMap((table) => [`DELETE FROM ${table}`, `INSERT INTO ${table} TABLE kept_${table}`])),
  );
  afterAll(() => city.close());

  const verify = (remembered?: Parameters<AuditVerification['verify']>[0]): Promise<Findings> =>
    new AuditVerification(city.db, city.app.get(FileStore)).verify(remembered);
  const faultsOf = async (): Promise<object[]> => (await verify()).faults;
  const sealer = (): Sealer =>
    new Sealer(
      city.app.get(Transactions),
      city.app.get(Clock),
      city.app.get(FileStore),
      createLogger('silent', 'test'),
    );
  const one = async (sql: string): Promise<any> => (await city.db.query(sql))[0];
  /** As somebody who owns the tables and leaves no trace of triggers. */
  async function tamper(...statements: string[]): Promise<void> {
    const client = new Client({ connectionString: city.ownerUrl });
    await client.connect();
    try {
      await client.query(`SET session_replication_role = replica; ${statements.join('; ')}`);
    } finally {
      await client.end();
    }
  }
  /** A few dozen events, sealed. */
  async function sealedTrail(): Promise<void> {
    await given(city).filing('accepted');
    await given(city).filing('accepted');
    await sealer().seal();
    const { events } = await one('SELECT count(*)::int AS events FROM audit_seals');
    expect(events).toBeGreaterThan(20);
  }

  it('tells the events that wait apart from those that are sealed', async () => {
    const { checked } = await verify();
    await given(city).elevator();
    expect(await verify()).toMatchObject({ checked, faults: [], waiting: { events: 1, oldest: expect.any(Date) } });
  });

  const AT = (sealNo: number): string => `(SELECT event_id FROM audit_seals WHERE seal_no = ${sealNo})`;

  it.each([
    [
      'an edited event',
      `UPDATE audit_events SET request_id = 'forged' WHERE id = ${AT(7)}`,
      [{ kind: 'edited', sealNo: 7 }],
    ],
    [
      'a moment that was moved by a microsecond',
      `UPDATE audit_events SET at = at + interval '1 microsecond' WHERE id = ${AT(7)}`,
      [{ kind: 'edited', sealNo: 7 }],
    ],
    ['a deleted event', `DELETE FROM audit_events WHERE id = ${AT(7)}`, [{ kind: 'deleted', sealNo: 7 }]],
    [
      'a deleted event with its seal',
      `DELETE FROM audit_events WHERE id = ${AT(7)}; DELETE FROM audit_seals WHERE seal_no = 7`,
      [{ kind: 'missing', sealNo: 7, detail: '7 to 7' }],
    ],
    [
      'two events that changed places',
      `CREATE TEMPORARY TABLE two AS SELECT * FROM audit_seals WHERE seal_no IN (7, 9);
       DELETE FROM audit_seals WHERE seal_no IN (7, 9);
       INSERT INTO audit_seals SELECT one.seal_no, other.event_id, one.content_hash, one.hash
         FROM two AS one JOIN two AS other ON other.seal_no = 16 - one.seal_no`,
      [
        { kind: 'relinked', sealNo: 7 },
        { kind: 'moved', sealNo: 7, detail: 'was sealed at 9' },
        { kind: 'relinked', sealNo: 9 },
        { kind: 'moved', sealNo: 9, detail: 'was sealed at 7' },
      ],
    ],
    [
      'an event that was put into the chain',
      `DELETE FROM audit_seals WHERE seal_no = 7;
       INSERT INTO audit_events (id, at, what, result, details)
         VALUES ('01900000-0000-7000-8000-000000000002', now(), 'forged', 'done', '{}');
       INSERT INTO audit_seals VALUES (7, '01900000-0000-7000-8000-000000000002', 'x', 'y')`,
      [
        { kind: 'relinked', sealNo: 7 },
        { kind: 'edited', sealNo: 7 },
        { kind: 'relinked', sealNo: 8 },
        { kind: 'unsealed', eventId: expect.any(String) },
      ],
    ],
    [
      'an event that was put in past the trail',
      `INSERT INTO audit_events (id, at, what, result, details)
         VALUES ('01900000-0000-7000-8000-000000000002', now(), 'forged', 'done', '{}')`,
      [{ kind: 'unsealed', eventId: '01900000-0000-7000-8000-000000000002' }],
    ],
    [
      'a counter that was set back with the end of the chain, where an event is left',
      `DELETE FROM audit_seals WHERE seal_no = (SELECT max(seal_no) FROM audit_seals);
       UPDATE audit_head SET (seal_no, hash) = (SELECT seal_no, hash FROM audit_seals ORDER BY seal_no DESC LIMIT 1)`,
      [{ kind: 'unsealed', eventId: expect.any(String) }],
    ],
  ])('locates %s', async (_, sql, faults) => {
    expect(await faultsOf()).toEqual([]);
    await tamper(sql);
    expect(await faultsOf()).toEqual(faults.map((fault) => expect.objectContaining(fault)));
  });

  it('locates a tail that was cut off: by the counter, and by the anchors where the counter was set back, too', async () => {
    await sealer().anchor();
    const { to } = await verify();
    const cutTail = `DELETE FROM audit_events WHERE id IN (SELECT event_id FROM audit_seals WHERE seal_no > 10);
                     DELETE FROM audit_seals WHERE seal_no > 10`;
    await tamper(cutTail);
    const truncated = { kind: 'truncated', sealNo: 11, detail: `11 to ${to}` };
    expect(await faultsOf()).toEqual([truncated]);
    await tamper(`UPDATE audit_head SET (seal_no, hash) = (SELECT seal_no, hash FROM audit_seals WHERE seal_no = 10)`);
    expect(await faultsOf()).toEqual([truncated]);
    // Without a trace in the database it is found by what somebody kept elsewhere.
    await tamper('DELETE FROM audit_anchors');
    expect(await faultsOf()).toEqual([]);
    const remembered = [{ day: 'a log', sealNo: to, hash: 'x' }];
    expect((await verify(remembered)).faults).toEqual([truncated]);
  });

  it('is anchored once a day in storage, so that not even a chain that was made anew passes', async () => {
    await Promise.all([sealer().anchor(), sealer().anchor()]);
    await sealer().anchor();
    const { to } = await verify();
    city.advance(DAY);
    await given(city).elevator();
    await sealer().seal();
    await sealer().anchor();
    const anchors = await city.db.query('SELECT day, seal_no::int, file_key FROM audit_anchors ORDER BY day');
    expect(anchors).toMatchObject([
      { day: '2026-03-02', seal_no: to },
      { day: '2026-03-03', seal_no: to + 1 },
    ]);
    const store = city.app.get(FileStore);
    const [, sha256] = /([0-9a-f]{64})\.json$/.exec(anchors[0].file_key) ?? [];
    const file = JSON.parse((await store.get({ key: anchors[0].file_key, sha256: String(sha256) })).toString());
    expect(file).toEqual({ day: '2026-03-02', sealNo: to, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });

    await tamper(
      `UPDATE audit_events SET request_id = 'forged' WHERE id = ${AT(7)}`,
      'INSERT INTO audit_unsealed SELECT event_id FROM audit_seals ON CONFLICT DO NOTHING',
      'DELETE FROM audit_seals',
      `UPDATE audit_head SET seal_no = 0, hash = repeat('0', 64)`,
    );
    await sealer().seal();
    expect(await faultsOf()).toMatchObject([
      { kind: 'anchor', sealNo: to },
      { kind: 'anchor', sealNo: to + 1 },
    ]);
    city.advance(-DAY);
  });

  it('is shortened by the owner alone, in whole anchored days, and holds from the cut on', async () => {
    await sealer().anchor();
    const { to: cutAt } = await verify();
    const owner = new AuditCut(new Transactions(city.db, createLogger('silent', 'test')), city.app.get(Clock));
    city.advance(200 * DAY);
    await given(city).elevator();
    await sealer().seal();
    expect(await owner.cut(365)).toBeNull();
    const application = new AuditCut(city.app.get(Transactions), city.app.get(Clock));
    await expect(application.cut(180)).rejects.toThrow('permission denied');

    const { to } = await verify();
    expect(await owner.cut(180)).toEqual({ sealNo: cutAt, events: cutAt });
    expect(await verify()).toMatchObject({ cutAt, from: cutAt + 1, to, checked: to - cutAt, faults: [] });
    expect(await owner.cut(180)).toBeNull();
    city.advance(-200 * DAY);
    await expect(city.db.query('DELETE FROM audit_events')).rejects.toThrow('append-only');

    await tamper(`DELETE FROM audit_seals WHERE seal_no = ${cutAt + 1}`, 'DELETE FROM audit_anchors');
    expect(await faultsOf()).toMatchObject([{ kind: 'cut' }, { kind: expect.stringMatching(/missing|truncated/) }, {}]);
  });

  it('is sealed by three workers at once, every event once, also one that commits late', async () => {
    const late = new Client({ connectionString: city.ownerUrl });
    await late.connect();
    await late.query(`BEGIN; INSERT INTO audit_events (id, at, what, result, details)
      VALUES ('01900000-0000-7000-8000-000000000001', now(), 'late', 'done', '{}')`);
    await Promise.all([city.startWorker(), city.startWorker(), city.startWorker()]);
    await Promise.all(Array.from({ length: 12 }, () => given(city).filing('submitted')));
    await until(async () => !(await one('SELECT FROM audit_unsealed LIMIT 1')));
    const early = await verify();
    expect(early).toMatchObject({ faults: [], waiting: { events: 0 } });

    await late.query('COMMIT');
    await late.end();
    await until(async () => !(await one('SELECT FROM audit_unsealed LIMIT 1')));
    const { seal_no } = await one(`SELECT seal_no::int FROM audit_seals JOIN audit_events ON id = event_id
                                   WHERE what = 'late'`);
    expect(seal_no).toBeGreaterThan(early.to);
    const { events } = await one('SELECT count(*)::int AS events FROM audit_events');
    expect(await verify()).toMatchObject({ faults: [], from: 1, to: events, checked: events });
  });
});
