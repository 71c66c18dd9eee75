import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { given, TODAY } from '../../support/given';
import { scopesAmong } from '../../support/mandates';
import { canSee as canSeeDevice } from '../../../libs/lines/elevators/src/visibility.policy';
import { allPages, seenBy } from '../../support/seen-by';

const idsOf = (items: any[]): string[] => items.map(({ id }) => id);

describe('lists and batches of devices', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await startCity();
    const { userUnit, stranger, contractor } = city.cast;
    const of = (facts: object): Promise<unknown> => given(city).elevator(facts);
    await of({ districtCode: null, internalNo: 'nowhere' });
    await of({ districtCode: '370684', maintenanceUnitId: null, siteName: '100%_电梯城' });
    const { id, version } = (await of({ internalNo: 'no-institution' })) as any;
    await userUnit.patch(`/v1/elevators/${id}`, { institutionId: null }, { 'if-match': `"${version}"` });
    const foreign = { address: '龙口市某路', districtCode: '370681', baseMonth: '2024-06' };
    await stranger.post('/v1/elevators', { ...foreign, internalNo: 'S-1' });
    await stranger.post('/v1/elevators', {
      ...{ ...foreign, internalNo: 'S-2', districtCode: null, maintenanceUnitId: contractor.organisationId },
    });
  });
  afterAll(() => city.close());

  const find = async (query: string, caller = city.cast.userUnit): Promise<any[]> =>
    allPages(caller, `/v1/elevators?${encodeURI(query)}`);
  const batch = (rows: unknown, query = '', caller: Caller = city.cast.userUnit): Promise<Answer> =>
    caller.post(`/v1/elevators/batches${query}`, { rows });

  it('shows everybody exactly the devices that the policy lets them see', async () => {
    const seen: number[] = [];
    const scopes = await scopesAmong(city, TODAY);
    for (const [name, caller] of Object.entries(city.cast)) {
      if (name === 'nobody') continue;
      const expected = await seenBy(city, caller, 'elevators', (actor, row, prefix) =>
        canSeeDevice(actor, row, prefix, scopes(actor.organisationId, row.id, row.userUnitId).size > 0),
      );
      const listed = idsOf(await allPages(caller, '/v1/elevators'));
      expect([name, listed.toSorted()]).toEqual([name, expected.toSorted()]);
      seen.push(listed.length);
    }
    // The cast differs in what it sees, or the comparison would say little.
    expect(new Set(seen).size).toBeGreaterThanOrEqual(5);
    expect(Math.min(...seen)).toBe(0); // a laboratory has nothing to do with lifts
    expect((await city.cast.nobody.get('/v1/elevators')).status).toBe(401);
  });

  it('finds devices by each filter', async () => {
    const every = await find('');
    const one = every.find(({ registrationCode }) => registrationCode);
    expect(idsOf(await find(`registrationCode=${one.registrationCode}`))).toEqual([one.id]);
    expect(idsOf(await find('internalNo=nowhere'))).toHaveLength(1);
    for (const [query, test] of [
      ['address=滨海路', ({ address }: any) => address.includes('滨海路')],
      ['address=海韵', ({ siteName }: any) => siteName?.includes('海韵')],
      ['address=100%_', ({ siteName }: any) => siteName === '100%_电梯城'],
      ['address=电梯', ({ siteName, address }: any) => `${siteName} ${address}`.includes('电梯')],
      ['address=%_', ({ siteName }: any) => siteName === '100%_电梯城'],
      ['address=滨海路 1', ({ address }: any) => address.includes('滨海路 1')],
      ['state=in_use', () => true],
      ['state=scrapped', () => false],
      [
        'dueFrom=2026-06-01&dueTo=2026-07-31',
        ({ nextInspectionDueOn: due }: any) => due >= '2026-06-01' && due <= '2026-07-31',
      ],
      ['dueTo=2026-03-31', ({ nextInspectionDueOn: due }: any) => due <= '2026-03-31'],
      [
        'address=滨海路&dueTo=2026-03-31',
        ({ address, nextInspectionDueOn: due }: any) => address.includes('滨海路') && due <= '2026-03-31',
      ],
    ] as [string, (device: any) => boolean][]) {
      expect([query, idsOf(await find(query)).toSorted()]).toEqual([query, idsOf(every.filter(test)).toSorted()]);
    }
    const { contractor, stranger } = city.cast;
    const strangers = idsOf(await find('unit=陌生', contractor));
    expect(strangers).toHaveLength(1);
    expect(idsOf(await find(`userUnitId=${stranger.organisationId}`, contractor))).toEqual(strangers);
    expect(await find('unit=%', contractor)).toEqual([]);
  });

  it('sorts both ways, and keeps the pages of a list while others write', async () => {
    const { userUnit } = city.cast;
    const byDue = (await find('sort=nextInspectionDueOn')).map(({ nextInspectionDueOn }) => nextInspectionDueOn);
    expect(byDue).toEqual(byDue.toSorted());
    expect((await find('sort=-nextInspectionDueOn')).map(({ nextInspectionDueOn }) => nextInspectionDueOn)).toEqual(
      byDue.toReversed(),
    );
    const before = idsOf(await find('sort=-createdAt'));
    const first = (await userUnit.get('/v1/elevators?limit=5')).body;
    await given(city).elevator();
    const rest: string[] = [];
    for (let cursor = first.nextCursor; cursor;) {
      const { body } = await userUnit.get(`/v1/elevators?limit=5&cursor=${cursor}`);
      rest.push(...idsOf(body.items));
      cursor = body.nextCursor;
    }
    expect([...idsOf(first.items), ...rest]).toEqual(before);
  });

  it('refuses parameters that it does not know and cursors that it did not give', async () => {
    const { userUnit } = city.cast;
    const { nextCursor } = (await userUnit.get('/v1/elevators?limit=1')).body;
    const tampered = `${nextCursor.slice(0, -2)}${nextCursor.endsWith('AA') ? 'BB' : 'AA'}`;
    for (const [query, code] of [
      ['colour=red', 'request.invalid'],
      ['offset=10', 'request.invalid'],
      ['limit=101', 'request.invalid'],
      ['limit=0', 'request.invalid'],
      ['limit=many', 'request.invalid'],
      ['sort=address', 'request.invalid'],
      ['dueFrom=2026-02-30', 'request.invalid'],
      ['address=', 'request.invalid'],
      [`cursor=${tampered}`, 'request.bad_cursor'],
      ['cursor=abc', 'request.bad_cursor'],
      [`cursor=${nextCursor}&sort=createdAt`, 'request.bad_cursor'],
      [`cursor=${nextCursor}&sort=nextInspectionDueOn`, 'request.bad_cursor'],
    ]) {
      const { status, body } = await userUnit.get(`/v1/elevators?${query}`);
      expect([query, status, body.code]).toEqual([query, 400, code]);
    }
  });

  it('enters the good rows of a batch and names the bad ones, each with its problem', async () => {
    const row = { address: 'A', baseMonth: '2025-05' };
    const rows = [
      { ...row, internalNo: 'b-1', clientRef: 'first' },
      { ...row, internalNo: 'b-2', registrationCode: '31103706022024139999', clientRef: 'bad month' },
      { ...row, internalNo: 'b-1', clientRef: 'again' },
      { ...row },
      { ...row, internalNo: 'b-3', floors: '18', colour: 'red' },
      { ...row, internalNo: 'b-4', userUnitId: city.cast.stranger.organisationId },
      null,
      [],
      { ...row, internalNo: 'b-5', registrationCode: null, floors: null, userUnitId: null, isPublicTransport: null },
    ];
    const preview = await batch(rows, '?validateOnly=true');
    const expected = [200, 400, 409, 422, 400, 422, 400, 400, 200];
    expect([preview.status, preview.body.items.map((item: any) => item.status)]).toEqual([207, expected]);
    expect(preview.body.items[2].problem.existing).toBeUndefined();
    expect(await find('internalNo=b-1')).toEqual([]);

    const { status, body } = await batch(rows);
    expect([status, body.accepted, body.refused]).toEqual([207, 2, 7]);
    expect(body.items.map((item: any) => item.status)).toEqual(expected.map((one) => (one === 200 ? 201 : one)));
    expect(body.items.map(({ clientRef }: any) => clientRef).slice(0, 3)).toEqual(['first', 'bad month', 'again']);
    const codes = body.items.map(({ problem }: any) => problem?.code);
    expect(codes).toEqual([
      ...[undefined, 'request.invalid', 'elevators.device_exists', 'elevators.unidentified', 'request.invalid'],
      ...['elevators.not_your_unit', 'request.invalid', 'request.invalid', undefined],
    ]);
    const [entered] = await find('internalNo=b-1');
    expect(body.items[0].resource).toMatchObject({ id: entered.id, nextInspectionDueOn: '2026-05-31', version: 1 });
    expect(body.items[2].problem).toMatchObject({ field: 'internalNo', existing: { id: entered.id } });

    const repeated = await batch([rows[0], rows[8]]);
    expect([repeated.status, repeated.body.accepted]).toEqual([422, 0]);
    const previewed = await batch([rows[0], { ...row, internalNo: 'b-6' }], '?validateOnly=true');
    expect(previewed.body.items.map((item: any) => item.status)).toEqual([409, 200]);
    expect(previewed.body.items[0].problem.existing.id).toBe(entered.id);
  });

  it('answers the repeated batch of a key from memory, and another body under it with a refusal', async () => {
    const key = { 'idempotency-key': 'devices-1' };
    const rows = [{ address: 'A', internalNo: 'k-1' }];
    const send = (body: object): Promise<Answer> => city.cast.userUnit.post('/v1/elevators/batches', body, key);
    const first = await send({ rows });
    const second = await send({ rows });
    expect([first.status, first.headers['idempotent-replayed']]).toEqual([200, undefined]);
    expect([second.status, second.body, second.headers['idempotent-replayed']]).toEqual([200, first.body, 'true']);
    expect((await send({ rows: [] })).status).toBe(422);
    expect(await find('internalNo=k-1')).toHaveLength(1);
  });

  it('takes at most the configured number of rows, and at least one', async () => {
    const rows = Array.from({ length: city.config.BATCH_MAX_ROWS + 1 }, (_, no) => ({
      address: 'A',
      internalNo: `m-${no}`,
    }));
    expect(rows).toHaveLength(2001);
    const { status, body } = await batch(rows);
    expect([status, body]).toEqual([
      413,
      expect.objectContaining({ code: 'request.too_many_rows', rows: 2001, limit: 2000 }),
    ]);
    const most = await batch(rows.slice(1), '?validateOnly=true');
    expect([most.status, most.body.accepted]).toEqual([200, 2000]);
    for (const wrong of [[], {}, null, 'rows', undefined]) expect((await batch(wrong)).status).toBe(400);
    expect((await batch([{}], '?validateOnly=yes')).status).toBe(400);
    expect((await batch([{}], '?dryRun=true')).status).toBe(400);
  });
});
