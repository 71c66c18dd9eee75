import { startCity, type TestCity } from '../../support/city';
import { asGauge, gaugeReadings, ok, orderLife, type OrderLife } from './order-life';

describe('an item of an order', () => {
  let city: TestCity;
  let life: OrderLife;
  beforeAll(async () => {
    city = await startCity();
    life = orderLife(city);
  });
  afterAll(() => city.close());

  const item = (id: string, event = ''): string => `/v1/metrology-items/${id}${event && `/${event}`}`;

  async function awaited(count: number): Promise<any> {
    const instruments = [];
    for (let index = 0; index < count; index += 1) instruments.push(await life.instrument());
    const { id } = await life.offer(await life.submit((await life.draft(instruments)).id), 'JJG 52-2013');
    const { id: windowId } = await life.window();
    return ok(await city.cast.hospital.post(`/v1/metrology-orders/${id}/delivery-appointment`, { windowId }));
  }
  const receive = (orderId: string, ...itemIds: string[]) =>
    city.cast.metrologyClerk.post(`/v1/metrology-orders/${orderId}/receipt`, {
      items: itemIds.map((itemId) => ({ itemId, condition: '外观完好', accessories: '接头' })),
    });

  it('comes with others or later, with its own number and promise; what never comes is not done', async () => {
    const { cast } = city;
    const order = await awaited(3);
    const [first, second, third] = order.items;
    const foreign = (await awaited(1)).items[0];
    const refused = await receive(order.id, first.id, foreign.id);
    expect(refused.body).toMatchObject({ status: 422, code: 'metrology.lines_incomplete', unknown: [foreign.id] });
    expect((await cast.hospital.get(`/v1/metrology-orders/${order.id}`)).body.state).toBe('awaiting_sample');

    const some = ok(await receive(order.id, third.id));
    expect(some).toMatchObject({ state: 'in_progress', items: [{ state: 'pending' }, { state: 'pending' }, {}] });
    expect(some.items[2]).toMatchObject({
      ...{ state: 'received', sampleNo: `${order.number}-03`, receivedOn: '2026-03-02', promisedOn: '2026-03-09' },
      ...{ condition: '外观完好', accessories: '接头' },
    });
    // Twice is once: the whole second receipt is refused.
    const again = await receive(order.id, first.id, third.id);
    expect([again.status, again.body.code]).toEqual([409, 'workflow.wrong_state']);
    expect((await cast.hospital.get(item(first.id))).body).toMatchObject({ state: 'pending', sampleNo: null });
    ok(await receive(order.id, first.id));

    ok(await cast.metrologyClerk.post(item(second.id, 'non-performance'), { reason: '客户未送检' }));
    const never = await cast.metrologyClerk.post(item(second.id, 'hand-back'), {});
    expect([never.status, never.body.code]).toEqual([409, 'workflow.wrong_state']);
    const { body } = await cast.hospital.get(item(second.id, 'history'));
    expect(body.items.map(({ event, note }: any) => [event, note])).toEqual([
      ['create', null],
      ['give_up', '客户未送检'],
    ]);
  });

  it('is received by one of two clerks', async () => {
    const order = await awaited(2);
    const [one, other] = order.items.map(({ id }: any) => id as string);
    const answers = await Promise.all([
      receive(order.id, one, other),
      receive(order.id, other, one),
      receive(order.id, one),
      receive(order.id, other),
    ]);
    const received = answers.filter(({ status }) => status === 200);
    expect(answers.filter(({ status }) => ![200, 409].includes(status))).toEqual([]);
    expect([1, 2]).toContain(received.length);
    for (const id of [one, other]) {
      const { body } = await city.cast.metrologyClerk.get(item(id, 'history'));
      expect(body.items.filter(({ event }: any) => event === 'receive')).toHaveLength(1);
    }
    const { items } = (await city.cast.hospital.get(`/v1/metrology-orders/${order.id}`)).body;
    expect(items.map(({ sampleNo }: any) => sampleNo)).toEqual([`${order.number}-01`, `${order.number}-02`]);
  });

  it('is given to a verifier of the laboratory whose licence holds today, and may be given to another', async () => {
    const { cast, db } = city;
    const order = await awaited(1);
    const [{ id }] = order.items;
    const assign = (verifierId: string, caller = cast.metrologyAdmin) =>
      caller.post(item(id, 'assignment'), { verifierId });
    expect((await assign(cast.verifier.userId)).body.code).toBe('workflow.wrong_state');
    ok(await receive(order.id, id));
    for (const stranger of [cast.metrologyChecker, cast.laboratoryInspector, cast.inspector]) {
      const refused = await assign(stranger.userId);
      expect(refused.body).toMatchObject({ status: 422, code: 'metrology.verifier_unqualified', on: '2026-03-02' });
    }
    ok(await assign(cast.secondVerifier.userId, cast.metrologyClerk));
    expect((await assign(cast.verifier.userId)).body).toMatchObject({
      state: 'assigned',
      verifierId: cast.verifier.userId,
    });
    const result = await cast.secondVerifier.post(item(id, 'result'), {});
    expect(result.status).toBe(400);
    expect((await life.enter(id, asGauge(gaugeReadings()))).status).toBe(200);

    // A licence that ran out is none, also when the work was given before.
    const late = await awaited(1);
    ok(await receive(late.id, late.items[0].id));
    await life.assign(late.items[0].id);
    await db.query(`UPDATE qualifications SET valid_to = '2026-03-01' WHERE user_id = $1`, [cast.verifier.userId]);
    const refused = await life.enter(late.items[0].id, asGauge(gaugeReadings()));
    expect([refused.status, refused.body.code]).toEqual([422, 'metrology.verifier_unqualified']);
    await db.query(`UPDATE qualifications SET valid_to = '2035-12-31' WHERE user_id = $1`, [cast.verifier.userId]);
  });

  it('completes its order when it is the last one to end, also when two end at once', async () => {
    const { cast } = city;
    const order = await awaited(4);
    ok(await receive(order.id, ...order.items.map(({ id }: any) => id as string)));
    const ends = await Promise.all(
      order.items.map(({ id }: any) => cast.metrologyClerk.post(item(id, 'non-performance'), { reason: '无法检定' })),
    );
    expect(ends.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const { body } = await cast.hospital.get(`/v1/metrology-orders/${order.id}/history`);
    expect(body.items.filter(({ event }: any) => event === 'complete')).toHaveLength(1);
    expect((await cast.hospital.get(`/v1/metrology-orders/${order.id}`)).body.state).toBe('completed');
  });

  it('is found by the laboratory in its list of work', async () => {
    const { verifier, hospital } = city.cast;
    const order = await awaited(2);
    ok(await receive(order.id, order.items[0].id));
    await life.assign(order.items[0].id);
    const list = `/v1/metrology-items?verifierId=${verifier.userId}&state=assigned&include=openEvents&limit=100`;
    const { items } = (await verifier.get(list)).body;
    const mine = items.find(({ id }: any) => id === order.items[0].id);
    expect(mine.openEvents).toEqual([{ event: 'enter_result', href: item(mine.id, 'result') }]);
    const byOrder = (await hospital.get(`/v1/metrology-items?orderId=${order.id}&sort=createdAt`)).body.items;
    expect(byOrder).toHaveLength(2);
    const sample = `/v1/metrology-items?sampleNo=${order.number}-01`;
    expect((await hospital.get(sample)).body.items.map(({ id }: any) => id)).toEqual([order.items[0].id]);
    expect((await hospital.get('/v1/metrology-items?state=lost')).status).toBe(400);
  });
});
