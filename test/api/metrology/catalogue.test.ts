import { Sweeper } from '@nqi/shared/jobs';
import { startCity, type TestCity } from '../../support/city';
import { gauge, ledgerOf } from './ledger';
import { allPages } from '../../support/seen-by';

describe('the verification catalogue', () => {
  let city: TestCity;
  beforeAll(async () => (city = await startCity()));
  afterAll(() => city.close());

  const items = (query = ''): Promise<any[]> =>
    allPages(city.cast.stranger, `/v1/verification-catalogue?${encodeURI(query)}`);
  const regulations = (query = ''): Promise<any[]> =>
    allPages(city.cast.stranger, `/v1/verification-catalogue/regulations?${encodeURI(query)}`);

  it('holds the 37 rows in their order, each with source and confidence, for every member', async () => {
    const every = await items();
    expect(every.map(({ no }) => no)).toEqual(Array.from({ length: 37 }, (_, at) => at + 1));
    for (const item of every) {
      expect(item).toMatchObject({
        source: expect.stringContaining('42'),
        confidence: expect.stringMatching(/high|medium|low/),
      });
      expect([item.code, item.mode === null]).toEqual([item.code, item.supervision === 'type_approval']);
      expect([item.code, item.regulations.length > 0]).toEqual([item.code, true]);
    }
    expect(every[18]).toMatchObject({
      ...{ code: 'QJ-19', supervision: 'verification', mode: 'periodic', purposes: ['safety_protection'] },
      regulations: [{ number: 'JJG 52-2013', series: 'JJG 52', cycleMonths: 6, supersedes: 'JJG 52-1999' }],
    });
    expect(every[9]).toMatchObject({
      mode: 'initial_only_rotate',
      regulations: [{ number: 'JJG 162-2019', cycleMonths: 72 }],
    });
    expect((await city.cast.nobody.get('/v1/verification-catalogue')).status).toBe(401);
  });

  it('answers as of a day: charging piles from 2023 on, the edition that was in force', async () => {
    expect((await items('on=2022-12-31')).map(({ no }) => no)).not.toContain(17);
    expect((await items('on=2023-01-01')).map(({ no }) => no)).toContain(17);
    expect(await items('on=2020-10-25')).toEqual([]);
    const [meter] = await items('q=JJG 443&on=2022-06-01');
    expect(meter.regulations.map(({ number }: any) => number)).toEqual(['JJG 443-2015']);
    expect((await regulations('q=JJG 52')).map(({ number }) => number)).toEqual(
      expect.arrayContaining(['JJG 52-1999', 'JJG 52-2013']),
    );
    expect((await regulations('q=JJG 52-&on=2012-12-31')).map(({ number }) => number)).toEqual(['JJG 52-1999']);
    expect((await regulations('q=JJG 52-&on=2013-01-01')).map(({ number }) => number)).toEqual(['JJG 52-2013']);
  });

  it('finds items by name, by regulation and by purpose', async () => {
    expect((await items('q=血压计')).map(({ no }) => no)).toEqual([23, 24]);
    expect((await items('q=弹性元件')).map(({ no }) => no)).toEqual([19]);
    expect((await items('purpose=environmental_monitoring')).map(({ no }) => no)).toEqual([21, 32, 33, 34, 35, 37]);
    expect(await items('q=%')).toEqual([]);
    const every = await regulations();
    expect(new Set(every.map(({ number }) => number)).size).toBe(every.length);
    expect(every.length).toBeGreaterThan(70);
    for (const path of [
      '?on=2026-13-01',
      '?purpose=other',
      '?q=',
      '?page=2',
      '/regulations?on=now',
      '/regulations?q=%00',
    ]) {
      expect([path, (await city.cast.stranger.get(`/v1/verification-catalogue${path}`)).status]).toEqual([path, 400]);
    }
  });

  it('refuses two editions of one regulation, and two terms of one item, on one day', async () => {
    await expect(
      city.db.query(`INSERT INTO verification_regulations (number, series, title, effective_from, source, confidence)
                     VALUES ('JJG 52-2014', 'JJG 52', '表', '2014-01-01', 's', 'low')`),
    ).rejects.toThrow('verification_regulations_dates_excl');
    await expect(
      city.db
        .query(`INSERT INTO verification_item_terms (item_code, supervision, purposes, effective_from, source, confidence)
                     VALUES ('QJ-06', 'type_approval', '{}', '2024-01-01', 's', 'low')`),
    ).rejects.toThrow('verification_item_terms_dates_excl');
  });

  it('binds the instruments of an item from the day on which it changes, once, with three workers looking', async () => {
    const { register, read } = ledgerOf(() => city);
    const [bound, internal] = [
      await register(gauge({ catalogueItemCode: 'QJ-06' })),
      await register(gauge({ purpose: 'other', catalogueItemCode: 'QJ-06' })),
    ];
    expect([bound.isMandatory, internal.isMandatory]).toEqual([false, false]);
    await city.db.query(`UPDATE verification_item_terms SET effective_to = '2026-03-03' WHERE item_code = 'QJ-06'`);
    await city.db
      .query(`INSERT INTO verification_item_terms (item_code, supervision, mode, purposes, effective_from, source, confidence)
                         VALUES ('QJ-06', 'verification', 'periodic', '{safety_protection}', '2026-03-04', 's', 'low')`);
    const workers = [await city.startWorker(), await city.startWorker(), await city.startWorker()];
    const sweep = (): Promise<unknown> => Promise.all(workers.map((worker) => worker.get(Sweeper).sweep()));
    await sweep();
    expect((await read(bound.id)).isMandatory).toBe(false);
    city.advance(2 * 86_400_000);
    await sweep();
    await sweep();
    expect([(await read(bound.id)).isMandatory, (await read(internal.id)).isMandatory]).toEqual([true, false]);
    const { body } = await city.cast.hospital.get(`/v1/instruments/${bound.id}/history`);
    expect(body.items.slice(1)).toEqual([
      expect.objectContaining({ event: 'reassess', actorId: null, details: { isMandatory: true } }),
    ]);
  });
});
