import { Sweeper } from '@nqi/shared/jobs';
import { startCity, type TestCity } from '../../support/city';
import { given } from '../../support/given';
import { good } from '../../support/mandates';

const DAY = 86_400_000;

describe('reminders of dues', () => {
  let city: TestCity;
  beforeAll(async () => (city = await startCity()));
  afterAll(() => city.close());

  it('begin on the day after something was entered: whoever did knows today what falls due of it', async () => {
    const late = await given(city).elevator({ baseMonth: '2024-03' });
    const worker = await city.startWorker();
    const rungs = async (): Promise<number> => {
      await worker.get(Sweeper).sweep();
      const made = `SELECT count(*)::int FROM due_reminders r JOIN dues d ON d.id = r.due_id WHERE d.subject_id = $1`;
      return (await city.db.query(made, [late.id]))[0].count;
    };
    expect(await rungs()).toBe(0);
    city.advance(DAY);
    expect(await rungs()).toBeGreaterThan(0);
    await worker.close();
    city.advance(-DAY);
  });

  it('come once on each rung, from three workers, are told, and stop when a filing is under way', async () => {
    const { userUnit } = city.cast;
    const lift = await given(city).elevator({ baseMonth: '2025-06' });
    const workers = [await city.startWorker(), await city.startWorker(), await city.startWorker()];
    const told = (): Promise<{ code: string; count: number }[]> =>
      city.db.query(
        `SELECT kind AS code, count(*)::int FROM notices WHERE subject_id = $1 AND recipient_id = $2 GROUP BY kind ORDER BY kind`,
        [lift.id, userUnit.userId],
      );
    const made = async (): Promise<number[]> => {
      const rows = await city.db.query(
        `SELECT rung FROM due_reminders r JOIN dues d ON d.id = r.due_id WHERE d.subject_id = $1 ORDER BY rung`,
        [lift.id],
      );
      return rows.map(({ rung }: any) => rung);
    };
    const night = async (days: number): Promise<number[]> => {
      const before = await made();
      city.advance(days * DAY);
      await Promise.all(workers.map((worker) => worker.get(Sweeper).sweep()));
      await Promise.all(workers.map((worker) => worker.get(Sweeper).sweep()));
      return (await made()).slice(before.length);
    };
    // The inspection is due on 2026-06-30; the tests of the same device years later.
    expect(await night(0)).toEqual([]);
    expect(await night(30)).toEqual([-90]);
    expect(await night(1)).toEqual([]);
    // A month before the end the law wants it filed: a rung of its own.
    expect(await night(58)).toEqual([-31]);
    const { text } = (await userUnit.get('/v1/notices')).body.items.find(({ subjectId }: any) => subjectId === lift.id);
    expect(text).toContain('的到期日是 2026-06-30，应在 2026-05-30 前办理。');
    expect(await night(2)).toEqual([-30]);
    expect(await night(27)).toEqual([-7]);
    const { items } = (await userUnit.get(`/v1/dues?subjectId=${lift.id}`)).body;
    expect(items[0]).toMatchObject({ kind: 'elevator_inspection', remindedRung: -7 });
    good(await userUnit.post('/v1/elevator-filing-batches', { rows: [{ elevatorId: lift.id }] }));
    expect(await night(4)).toEqual([]);
    const [filing] = (await userUnit.get(`/v1/elevator-filings?elevatorId=${lift.id}`)).body.items;
    good(await userUnit.post(`/v1/elevator-filings/${filing.id}/withdrawal`, {}));
    expect(await night(0)).toEqual([1]);
    expect(await night(7)).toEqual([7]);
    expect(await night(7)).toEqual([14]);
    expect(await made()).toEqual([-90, -31, -30, -7, 1, 7, 14]);
    expect(await told()).toEqual([
      { code: 'due.approaching', count: 4 },
      { code: 'due.overdue', count: 3 },
    ]);
    for (const worker of workers) await worker.close();
  }, 60_000);
});
