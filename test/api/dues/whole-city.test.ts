import { contentHashOf } from '@nqi/platform/reports';
import { ReindexService } from '@nqi/platform/search';
import { Sweeper } from '@nqi/shared/jobs';
import { fillCity } from '../../../apps/cli/src/seed/city/fill-city';
import { startCity, type TestCity } from '../../support/city';
import { signIn } from '../../support/client';
import { schemaOf } from '../../support/schema';

/** Four user units with 33 devices between them, and two contractors. */
const SMALL = {
  units: [
    { count: 1, devices: 20 },
    { count: 2, devices: 4 },
    { count: 1, devices: 5 },
  ],
  contractors: 2,
};

describe('a whole city, entered by COPY', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await startCity();
    schema = await schemaOf(city.db);
    counts = await fillCity(city.app, city.ownerUrl, SMALL);
  });
  afterAll(() => city.close());
  let counts: Record<string, number>;
  let schema: string[];
  const rows = (sql: string): Promise<any[]> => city.db.query(sql);

  it('is there once', async () => {
    expect(counts).toMatchObject({ organisations: 6, mandates: 4, elevators: 33, search_documents: 39 });
    expect(counts.elevator_filings).toBeGreaterThan(0);
    expect(await fillCity(city.app, city.ownerUrl, SMALL)).toEqual({});
  });

  it('has every index, constraint and trigger that it had before, valid and enabled', async () => {
    const of = (what: string): number => schema.filter((line) => line.startsWith(what)).length;
    expect([of('index'), of('constraint'), of('trigger')].every((count) => count > 100)).toBe(true);
    expect(await schemaOf(city.db)).toEqual(schema);
  });

  it('has the dues that the night computes: a pass and its reminders change nothing before the day of a rung', async () => {
    const dues = (): Promise<any[]> =>
      rows(`SELECT to_jsonb(d) - 'remind_on' - 'reminded_rung' - 'updated_at' AS due FROM dues d ORDER BY id`);
    const before = await dues();
    expect(counts.dues).toBeGreaterThan(33);
    // The city has been reminded of everything up to that day.
    expect(
      await rows(`SELECT d.kind FROM dues d JOIN elevators e ON e.id = d.subject_id
        WHERE e.internal_no LIKE 'C-%' AND d.remind_on < '2026-03-02'`),
    ).toEqual([]);
    const worker = await city.startWorker();
    await worker.get(Sweeper).sweep();
    expect(await dues()).toEqual(before);
    // Of the city nobody is reminded of what they were reminded of before that day.
    const told = await rows(`
      SELECT d.due_on - '2026-03-02'::date AS left FROM due_reminders r JOIN dues d ON d.id = r.due_id
      JOIN elevators e ON e.id = d.subject_id WHERE e.internal_no LIKE 'C-%'`);
    for (const { left } of told) expect([90, 60, 30, 15, 7, 1, -1, -7].includes(left) || left % 7 === 0).toBe(true);
    await worker.close();
  });

  it('is found as if every record had been drawn by itself', async () => {
    const documents = (): Promise<any[]> => rows('SELECT * FROM search_documents ORDER BY kind, record_id');
    const before = await documents();
    await city.app.get(ReindexService).run();
    expect(await documents()).toEqual(before);
    const withoutWords = await rows(`SELECT inhrelid::regclass AS name FROM pg_inherits
      WHERE inhparent = 'search_documents'::regclass AND NOT EXISTS (SELECT FROM pg_index i
        JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
        WHERE i.indrelid = inhrelid AND a.amname = 'gin' AND i.indisvalid)`);
    expect(withoutWords).toEqual([]);
  });

  it('has reports whose contents are what their hashes say, and people who can sign in', async () => {
    const reports = await rows('SELECT content, content_hash, number FROM reports ORDER BY number');
    expect(reports).toHaveLength(counts.reports ?? 0);
    for (const { content, content_hash } of reports) expect(contentHashOf(content)).toBe(content_hash);
    const { caller, items } = await ofFirstUnit();
    expect(items).toHaveLength(20);
    expect((await caller.get('/v1/dues?limit=100')).body.items.length).toBeGreaterThan(20);
  });

  const ofFirstUnit = async (): Promise<any> => {
    const caller = await signIn(city.app, city.config, '13000000001');
    return { caller, items: (await caller.get('/v1/elevators?limit=100')).body.items };
  };
});
