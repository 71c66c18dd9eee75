import { randomUUID } from 'node:crypto';
import { startCity, type TestCity } from '../../support/city';
import type { Caller } from '../../support/client';
import { given } from '../../support/given';

const ENGLISH = { 'accept-language': 'en' };

describe('notices', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await startCity({ NOTICES_AT_ONCE: 2 });
  });
  afterAll(() => city.close());

  const told = async (caller: Caller, subjectId: string, headers = {}): Promise<any[]> => {
    const { status, body } = await caller.get('/v1/notices?limit=100', headers);
    expect(status).toBe(200);
    return body.items.filter((item: any) => item.subjectId === subjectId);
  };
  const kinds = async (caller: Caller, subjectId: string): Promise<string[]> =>
    (await told(caller, subjectId)).map(({ kind }) => kind).toReversed();

  it('tell both sides of a filing what the other one did, in their language, and nobody of their own acts', async () => {
    const { cast } = city;
    const filing = await given(city).filing('dispatched');
    const [accept] = (await told(cast.userUnit, filing.id)).filter(({ kind }) => kind === 'elevator_filing.accept');
    expect(accept).toMatchObject({
      ...{ organisationId: cast.userUnit.organisationId, subjectType: 'elevator_filing', title: '报检已受理' },
      ...{ href: `/v1/elevator-filings/${filing.id}`, readAt: null, facts: { number: filing.number } },
    });
    expect(accept.text).toContain(filing.number);
    const [english] = await told(cast.contractor, filing.id, ENGLISH);
    expect(english).toMatchObject({ kind: 'elevator_filing.schedule', title: 'Inspection scheduled' });
    expect(english.text).toContain('2026-03-02');
    const of = (...events: string[]): string[] => events.map((event) => `elevator_filing.${event}`);
    expect(await kinds(cast.userUnit, filing.id)).toEqual(of('submit', 'accept', 'assess_fee', 'schedule'));
    expect(await kinds(cast.contractor, filing.id)).toEqual(of('accept', 'assess_fee', 'schedule'));
    expect(await kinds(cast.inspector, filing.id)).toEqual(of('dispatch'));
    for (const other of [cast.clerk, cast.stranger, cast.hospital, cast.regulator, cast.operator, cast.checker]) {
      expect(await kinds(other, filing.id)).toEqual([]);
    }
    // Whoever is told may open what they are told of.
    for (const one of [cast.userUnit, cast.contractor, cast.inspector]) {
      expect((await one.get(accept.href)).status).toBe(200);
    }
  });

  it('are told if and only if the event stands', async () => {
    const { cast } = city;
    const filing = await given(city).filing('submitted');
    expect((await cast.clerk.post(`/v1/elevator-filings/${filing.id}/supplement-request`, {})).status).toBe(400);
    expect((await cast.clerk.post(`/v1/elevator-filings/${filing.id}/appointment`, {})).status).toBe(400);
    expect(await kinds(cast.contractor, filing.id)).toEqual([]);
    const twice = await Promise.all([1, 2].map(() => cast.clerk.post(`/v1/elevator-filings/${filing.id}/acceptance`)));
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await kinds(cast.contractor, filing.id)).toEqual(['elevator_filing.accept']);
  });

  it('tell a user unit of a whole batch that was filed for it', async () => {
    const { cast } = city;
    const devices = [await given(city).elevator(), await given(city).elevator()];
    const rows = devices.map(({ id }: any) => ({ elevatorId: id }));
    const { status, body } = await cast.contractor.post('/v1/elevator-filing-batches', { rows });
    expect([status, body.items?.length]).toEqual([200, 2]);
    for (const { resource } of body.items) {
      expect(await kinds(cast.userUnit, resource.id)).toEqual(['elevator_filing.file']);
      expect(await kinds(cast.contractor, resource.id)).toEqual([]);
    }
  });

  it('are one when one act would tell a person of many, naming the batch and where all of it stands', async () => {
    const { cast } = city;
    const devices = [];
    for (let made = 0; made < 3; made += 1) devices.push(await given(city).elevator());
    const rows = devices.map(({ id }: any) => ({ elevatorId: id }));
    const { body } = await cast.contractor.post('/v1/elevator-filing-batches', { rows });
    const [notice] = (await cast.userUnit.get('/v1/notices?limit=1')).body.items;
    expect(notice).toMatchObject({
      ...{ kind: 'elevator_filing.file', subjectType: 'elevator_filing_batch', subjectId: body.batchId },
      ...{ href: `/v1/elevator-filings?batchId=${body.batchId}`, title: '有人为贵单位报检（共 3 件）' },
    });
    expect(notice.text).toContain('共 3 件，其中：电梯');
    expect((await cast.userUnit.get(notice.href)).body.items).toHaveLength(3);
    for (const { resource } of body.items) expect(await kinds(cast.userUnit, resource.id)).toEqual([]);
  });

  it('are read one by one or all at once, and counted', async () => {
    const { cast } = city;
    const filing = await given(city).filing('accepted');
    const [first] = await told(cast.contractor, filing.id);
    const before = (await cast.contractor.get('/v1/notices/unread')).body.unread;
    const { body: read } = await cast.contractor.post(`/v1/notices/${first.id}/reading`);
    expect(read.readAt).not.toBeNull();
    expect((await cast.contractor.post(`/v1/notices/${first.id}/reading`)).body.readAt).toBe(read.readAt);
    expect((await cast.contractor.get('/v1/notices/unread')).body.unread).toBe(before - 1);
    const unread = await cast.contractor.get('/v1/notices?unread=true&limit=100');
    expect(unread.body.items.map(({ id }: any) => id)).not.toContain(first.id);
    expect((await cast.contractor.post('/v1/notices/reading', {})).body).toEqual({ unread: 0 });
    expect((await cast.userUnit.get('/v1/notices/unread')).body.unread).toBeGreaterThan(0);
  });

  it('are nobody else’s, and a missing one is the same answer', async () => {
    const { cast } = city;
    const filing = await given(city).filing('accepted');
    const [first] = await told(cast.contractor, filing.id);
    for (const caller of [cast.userUnit, cast.stranger, cast.operator]) {
      for (const id of [first.id, randomUUID(), 'x']) {
        expect((await caller.get(`/v1/notices/${id}`)).body.code).toBe('record.not_found');
        expect((await caller.post(`/v1/notices/${id}/reading`)).body.code).toBe('record.not_found');
      }
    }
    expect((await cast.nobody.get('/v1/notices')).status).toBe(401);
    for (const bad of ['unread=yes', 'organisationId=7', 'cursor=x', 'limit=0', 'kind=x']) {
      expect((await cast.contractor.get(`/v1/notices?${bad}`)).status).toBe(400);
    }
    expect((await cast.contractor.post('/v1/notices/reading', { until: 'yesterday' })).status).toBe(400);
    expect((await cast.userUnit.get(`/v1/notices/${first.id}`)).status).toBe(404);
  });

  it('page without a gap while others write', async () => {
    const { cast } = city;
    const all = (await cast.userUnit.get('/v1/notices?limit=100')).body.items.map(({ id }: any) => id);
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await cast.userUnit.get(`/v1/notices?limit=3${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map(({ id }: any) => id));
      cursor = body.nextCursor;
      await given(city).filing('accepted');
    } while (cursor && seen.length < 12);
    expect(seen).toEqual(all.slice(0, seen.length));
  });

  // Last, because memberships are believed for a second.
  it('are gone with the membership under which they were told', async () => {
    const { cast, db } = city;
    const filing = await given(city).filing('accepted');
    expect(await kinds(cast.contractor, filing.id)).toHaveLength(1);
    const who = [cast.contractor.userId, cast.contractor.organisationId];
    const set = (state: string, endedAt: string): Promise<unknown> =>
      db.query(
        `UPDATE memberships SET state = '${state}', ended_at = ${endedAt} WHERE user_id = $1 AND organisation_id = $2`,
        who,
      );
    await set('ended', 'now()');
    expect(await kinds(cast.contractor, filing.id)).toEqual([]);
    await set('active', 'NULL');
    expect(await kinds(cast.contractor, filing.id)).toHaveLength(1);
  });

  it('tell a person whose membership was ended, and the administrators of one who left', async () => {
    const { machineShop, machineShopUser } = city.cast;
    const [{ id }] = await city.db.query(
      `SELECT id FROM memberships WHERE user_id = $1 AND organisation_id = $2 AND state = 'active'`,
      [machineShopUser.userId, machineShop.organisationId],
    );
    expect((await machineShop.post(`/v1/memberships/${id}/removal`, { reason: '离职' })).status).toBeLessThan(300);
    const [notice] = await told(machineShopUser, id);
    expect(notice).toMatchObject({ kind: 'membership.remove', title: '成员资格已终止', organisationId: null });
    expect(await kinds(machineShop, id)).toEqual([]);
  });
});
