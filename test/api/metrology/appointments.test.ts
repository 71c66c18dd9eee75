import { startCity, type TestCity } from '../../support/city';
import { TODAY } from '../../support/given';
import { ok, orderLife, type OrderLife } from './order-life';

describe('an appointment window', () => {
  let city: TestCity;
  let life: OrderLife;
  beforeAll(async () => {
    city = await startCity();
    life = orderLife(city);
  });
  afterAll(() => city.close());

  const accepted = async (change: object = {}): Promise<any> =>
    life.offer(await life.submit((await life.draft([await life.instrument()], change)).id), 'JJG 52-2013');
  const book = (id: string, windowId: string, event = 'delivery-appointment') =>
    city.cast.hospital.post(`/v1/metrology-orders/${id}/${event}`, { windowId });
  const window = async (id: string): Promise<any> => ok(await city.cast.hospital.get(`/v1/appointment-windows/${id}`));

  it('is opened by the laboratory and seen by everybody who may come', async () => {
    const { metrologyClerk, metrologyAdmin, hospital, nobody } = city.cast;
    const body = { onDay: '2026-03-10', fromTime: '08:30', toTime: '11:30', capacity: 2 };
    const opened = await metrologyClerk.post('/v1/appointment-windows', body);
    expect([opened.status, opened.body]).toMatchObject([201, { ...body, booked: 0, free: 2, isOpen: true }]);
    const twice = await metrologyAdmin.post('/v1/appointment-windows', body);
    expect([twice.status, twice.body.code]).toEqual([409, 'record.duplicate']);
    const past = await metrologyClerk.post('/v1/appointment-windows', { ...body, onDay: '2026-03-01' });
    expect([past.status, past.body.code]).toEqual([422, 'metrology.day_past']);
    for (const wrong of [{ toTime: '08:30' }, { fromTime: '8:30' }, { fromTime: '24:00' }, { capacity: 0 }]) {
      expect((await metrologyClerk.post('/v1/appointment-windows', { ...body, ...wrong })).status).toBe(400);
    }
    expect((await hospital.post('/v1/appointment-windows', body)).status).toBe(403);
    expect((await nobody.get(`/v1/appointment-windows/${opened.body.id}`)).status).toBe(401);
    const list = `/v1/appointment-windows?laboratoryId=${metrologyClerk.organisationId}&from=2026-03-10&to=2026-03-10`;
    expect((await hospital.get(list)).body.items).toMatchObject([{ id: opened.body.id }]);
    expect((await hospital.get('/v1/appointment-windows')).status).toBe(400);
  });

  it('keeps what is booked when the laboratory changes it', async () => {
    const { metrologyClerk, laboratory } = city.cast;
    const { id } = await life.window({ capacity: 2 });
    const { id: orderId } = await accepted();
    ok(await book(orderId, id));
    const change = async (body: object, caller = metrologyClerk) =>
      caller.patch(`/v1/appointment-windows/${id}`, body, { 'if-match': `"${(await window(id)).version}"` });
    expect((await change({ capacity: 5 }, laboratory)).status).toBe(404);
    ok(await book((await accepted()).id, id));
    const less = await change({ capacity: 1 });
    expect([less.status, less.body.code, less.body.booked]).toEqual([409, 'metrology.window_in_use', 2]);
    ok(await change({ capacity: 3, isOpen: false }));
    expect(await window(id)).toMatchObject({ capacity: 3, booked: 2, free: 1, isOpen: false });
    const closed = await book((await accepted()).id, id);
    expect([closed.status, closed.body.code]).toEqual([422, 'metrology.window_closed']);
    expect((await metrologyClerk.patch(`/v1/appointment-windows/${id}`, { isOpen: true })).status).toBe(428);
  });

  it('gives its last place to one of twenty, and tells the others where there is room', async () => {
    const orders = await Promise.all(Array.from({ length: 20 }, () => accepted()));
    const full = await life.window({ capacity: 1, onDay: '2026-03-11' });
    const next = await life.window({ capacity: 30, onDay: '2026-03-12' });
    const answers = await Promise.all(orders.map(({ id }) => book(id, full.id)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array<number>(19).fill(409)]);
    for (const { body } of answers.filter(({ status }) => status === 409)) {
      expect(body.code).toBe('metrology.window_full');
      expect(body.windows.map(({ id }: any) => id)).not.toContain(full.id);
      expect(body.windows).toContainEqual(expect.objectContaining({ id: next.id, free: 30 }));
    }
    expect(await window(full.id)).toMatchObject({ booked: 1, free: 0 });
    const list = `/v1/appointment-windows?laboratoryId=${full.laboratoryId}&from=2026-03-11&hasRoom=true`;
    expect((await city.cast.hospital.get(list)).body.items.map(({ id }: any) => id)).toEqual([next.id]);
    await expect(
      city.db.query('UPDATE appointment_windows SET booked = booked + 1 WHERE id = $1', [full.id]),
    ).rejects.toThrow('appointment_windows_booked_check');
  });

  it('is left for another one both ways at once, without a place lost or made', async () => {
    const [one, other] = [await life.window({ capacity: 6 }), await life.window({ capacity: 6 })];
    const orders = await Promise.all(Array.from({ length: 8 }, () => accepted()));
    await Promise.all(orders.map(async ({ id }, index) => ok(await book(id, index % 2 ? one.id : other.id))));
    const moves = await Promise.all(
      orders.map(({ id }, index) => book(id, index % 2 ? other.id : one.id, 'delivery-change')),
    );
    expect(moves.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const counted = await city.db.query(
      `SELECT w.id, w.booked, (SELECT count(*)::int FROM metrology_orders o WHERE o.window_id = w.id) AS held
       FROM appointment_windows w WHERE w.id = ANY($1)`,
      [[one.id, other.id]],
    );
    for (const { booked, held } of counted) expect(booked).toBe(held);
    expect(counted[0].booked + counted[1].booked).toBe(8);
    // Moving to where one is changes nothing; cancelling gives the place back.
    const [first] = orders;
    const { windowId } = (await city.cast.hospital.get(`/v1/metrology-orders/${first.id}`)).body;
    const before = await window(windowId);
    ok(await book(first.id, windowId, 'delivery-change'));
    expect((await window(windowId)).booked).toBe(before.booked);
    ok(await city.cast.hospital.post(`/v1/metrology-orders/${first.id}/order-cancellation`, {}));
    expect((await window(windowId)).booked).toBe(before.booked - 1);
  });

  it('is of the laboratory of the order, and only for what comes to the laboratory', async () => {
    const { laboratory, hospital, metrologyClerk } = city.cast;
    const body = { onDay: TODAY, fromTime: '08:00', toTime: '12:00', capacity: 1 };
    const { id: foreign } = ok(await laboratory.post('/v1/appointment-windows', body));
    const order = await accepted();
    for (const windowId of [foreign, '01890000-0000-7000-8000-000000000000']) {
      const refused = await book(order.id, windowId);
      expect([refused.status, refused.body.code]).toEqual([422, 'metrology.window_closed']);
    }
    const visit = (id: string, visitOn: string) =>
      metrologyClerk.post(`/v1/metrology-orders/${id}/site-visit`, { visitOn });
    expect((await visit(order.id, TODAY)).body).toMatchObject({
      status: 409,
      code: 'metrology.other_site',
      site: 'lab',
    });

    const onsite = await accepted({ site: 'onsite', siteAddress: '锅炉房' });
    const { id: windowId } = await life.window();
    expect((await book(onsite.id, windowId)).body.code).toBe('metrology.other_site');
    expect((await visit(onsite.id, '2026-03-01')).body.code).toBe('metrology.day_past');
    expect((await visit(onsite.id, '2026-03-09')).body).toMatchObject({
      state: 'in_progress',
      expectedOn: '2026-03-09',
    });
    const [item] = onsite.items;
    const came = { items: [{ itemId: item.id, condition: '在用' }] };
    const received = await metrologyClerk.post(`/v1/metrology-orders/${onsite.id}/receipt`, came);
    expect(received.body.items[0]).toMatchObject({ state: 'received', sampleNo: `${onsite.number}-01` });
    expect((await hospital.get(`/v1/metrology-orders/${onsite.id}`)).body.state).toBe('in_progress');
  });
});
