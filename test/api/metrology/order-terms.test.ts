import { startCity, type TestCity } from '../../support/city';
import { TODAY } from '../../support/given';
import { until } from '../../support/until';
import { GAUGE, ok, orderLife, type OrderLife } from './order-life';

const DAY_MS = 86_400_000;
const NOBODYS_ID = '01890000-0000-7000-8000-000000000000';

describe('the terms of an order', () => {
  let city: TestCity;
  let life: OrderLife;
  beforeAll(async () => {
    city = await startCity();
    life = orderLife(city);
  });
  afterAll(() => city.close());

  const path = (id: string, event = ''): string => `/v1/metrology-orders/${id}${event && `/${event}`}`;
  const read = async (id: string): Promise<any> => ok(await city.cast.hospital.get(path(id)));

  it('are quoted line by line with capabilities that fit, and are free only where all of it is', async () => {
    const { metrologyClerk, hospital } = city.cast;
    const { items: known } = ok(await metrologyClerk.get('/v1/metrology-capabilities?limit=100'));
    const capability = (service: string, methodNo: string): string =>
      known.find(
        (one: any) =>
          one.service === service && one.methodNo === methodNo && one.laboratoryId === metrologyClerk.organisationId,
      ).id;
    const gauges = capability('verification', 'JJG 52-2013');
    const own = await life.instrument({ ...GAUGE, purpose: 'other' });
    const order = await life.submit((await life.draft([await life.instrument(), own])).id);
    const [free, paid] = order.items;
    const offer = (event: string, lines: object[]) => metrologyClerk.post(path(order.id, event), { lines });
    const lines = [free, paid].map(({ id: itemId }) => ({ itemId, capabilityId: gauges }));

    const short = await offer('quotation', lines.slice(1));
    expect(short.body).toMatchObject({ code: 'metrology.lines_incomplete', missing: [free.id], unknown: [] });
    const strange = await offer('quotation', [...lines, { itemId: NOBODYS_ID, capabilityId: gauges }]);
    expect(strange.body).toMatchObject({ missing: [], unknown: [NOBODYS_ID] });
    for (const [wrong, reasons] of [
      [capability('calibration', 'JJG 49-2013'), ['other_service']],
      [capability('verification', 'JJG 539-2016'), ['other_quantity']],
      [NOBODYS_ID, ['other_laboratory']],
      [
        known.find((one: any) => one.laboratoryId !== metrologyClerk.organisationId)?.id ?? NOBODYS_ID,
        ['other_laboratory'],
      ],
    ]) {
      const { status, body } = await offer('quotation', [{ itemId: free.id, capabilityId: wrong }, lines[1]]);
      expect([status, body.code, body.position, body.reasons]).toEqual([422, 'metrology.no_capability', 1, reasons]);
    }
    const notFree = await offer('free-acceptance', lines);
    expect(notFree.body).toMatchObject({ status: 409, code: 'metrology.not_all_free', positions: [2] });
    // A price for what is free by law is no price.
    const priced = lines.map((line) => ({ ...line, priceFen: 9900 }));
    const quoted = ok(await offer('quotation', priced));
    expect(quoted).toMatchObject({ state: 'quoted', totalFen: 9900, quoteValidUntil: '2026-03-17' });
    expect(quoted.items.map(({ priceFen, capability: one }: any) => [priceFen, one.methodNo])).toEqual([
      [0, 'JJG 52-2013'],
      [9900, 'JJG 52-2013'],
    ]);
    const users = await hospital.post(path(order.id, 'quotation-refusal'), { reason: '太贵' });
    expect(users.body).toMatchObject({ state: 'cancelled', items: [{ state: 'not_done' }, { state: 'not_done' }] });

    const all = await life.submit((await life.draft([await life.instrument()])).id);
    const nothing = await metrologyClerk.post(path(all.id, 'quotation'), {
      lines: [{ itemId: all.items[0].id, capabilityId: gauges }],
    });
    expect([nothing.status, nothing.body.code]).toEqual([409, 'metrology.nothing_to_quote']);
    expect(await life.offer(all, 'JJG 52-2013')).toMatchObject({ state: 'accepted', totalFen: 0, isSettled: true });
  });

  it('may be refused, and then the instruments are free again', async () => {
    const instrument = await life.instrument();
    const { id } = await life.submit((await life.draft([instrument])).id);
    const { body } = await city.cast.metrologyAdmin.post(path(id, 'rejection'), { rejectionReason: '暂不开展' });
    expect(body).toMatchObject({ state: 'rejected', rejectionReason: '暂不开展', openEvents: [] });
    expect((await life.draft([instrument])).state).toBe('draft');
  });

  it('are paid once; the order is closed when it is settled and handed back, and not cancelled once it is paid', async () => {
    const { cast } = city;
    const own = (): Promise<any> => life.instrument({ ...GAUGE, purpose: 'other' });
    const quoted = await life.offer(await life.submit((await life.draft([await own()])).id), 'JJG 52-2013');
    const bill = { kind: 'metrology_order', subjectIds: [quoted.id] };
    // An offer owes nothing yet.
    expect((await cast.hospital.post('/v1/payment-orders', bill)).body.code).toBe('payments.unknown_subject');
    ok(await cast.hospital.post(path(quoted.id, 'quotation-approval')));
    expect((await cast.stranger.post('/v1/payment-orders', bill)).body.code).toBe('payments.unknown_subject');
    const made = await Promise.all([1, 2, 3].map(() => cast.hospital.post('/v1/payment-orders', bill)));
    expect(made.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    const order = made.find(({ status }) => status === 201)?.body;
    const confirmation = { paidOn: TODAY, bankReference: 'B-7', amountFen: 6000 };
    const confirm = () => cast.metrologyFinance.post(`/v1/payment-orders/${order.id}/confirmation`, confirmation);
    expect((await Promise.all([confirm(), confirm()])).map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await read(quoted.id)).toMatchObject({ state: 'accepted', dueFen: 0, paidFen: 6000, isSettled: true });
    const cancelled = await cast.hospital.post(path(quoted.id, 'order-cancellation'), {});
    expect([cancelled.status, cancelled.body.code]).toEqual([409, 'metrology.already_paid']);

    // Another one, never paid: given up completely, nothing is due and its bill is gone.
    const second = await life.received([await own(), await own()], 'JJG 52-2013');
    const unpaid = ok(await cast.hospital.post('/v1/payment-orders', { ...bill, subjectIds: [second.id] }));
    expect(unpaid.amountFen).toBe(12000);
    const [one, two] = second.items;
    const giveUp = (id: string) =>
      cast.metrologyClerk.post(`/v1/metrology-items/${id}/non-performance`, { reason: '表盘破损' });
    ok(await giveUp(one.id));
    expect((await cast.hospital.get(`/v1/payment-orders/${unpaid.id}`)).body.state).toBe('closed');
    const rest = ok(await cast.hospital.post('/v1/payment-orders', { ...bill, subjectIds: [second.id] }));
    expect(rest.amountFen).toBe(6000);
    ok(await giveUp(two.id));
    expect(await read(second.id)).toMatchObject({ state: 'completed', dueFen: 0 });
    const here = await cast.hospital.post(path(second.id, 'order-closure'));
    expect([here.status, here.body.code, here.body.positions]).toEqual([409, 'metrology.not_handed_back', [1, 2]]);
    for (const { id } of second.items) ok(await cast.metrologyClerk.post(`/v1/metrology-items/${id}/hand-back`, {}));
    expect((await cast.hospital.post(path(second.id, 'order-closure'))).body.state).toBe('closed');
  });

  it('lapse: an offer after fifteen days, an appointment nobody came to after thirty', async () => {
    const { cast } = city;
    const own = await life.instrument({ ...GAUGE, purpose: 'other' });
    const quoted = await life.offer(await life.submit((await life.draft([own])).id), 'JJG 52-2013');
    const accepted = await life.offer(
      await life.submit((await life.draft([await life.instrument()])).id),
      'JJG 52-2013',
    );
    const window = await life.window({ capacity: 1 });
    ok(await cast.hospital.post(path(accepted.id, 'delivery-appointment'), { windowId: window.id }));
    city.advance(15 * DAY_MS);
    // The last day is a good day; a day later it is too late, also before anybody has swept.
    city.advance(DAY_MS);
    const late = await cast.hospital.post(path(quoted.id, 'quotation-approval'));
    expect([late.status, late.body.code, late.body.validUntil]).toEqual([
      ...[409, 'metrology.quotation_expired', '2026-03-17'],
    ]);
    await city.startWorker();
    await until(async () => (await read(quoted.id)).state === 'cancelled');
    expect((await read(accepted.id)).state).toBe('awaiting_sample');
    city.advance(15 * DAY_MS);
    await until(async () => (await read(accepted.id)).state === 'cancelled');
    expect((await cast.hospital.get(`/v1/appointment-windows/${window.id}`)).body.booked).toBe(0);
    const { body } = await cast.hospital.get(path(accepted.id, 'history'));
    expect(body.items.at(-1)).toMatchObject({ event: 'lapse', actorId: null, note: '逾期未送检' });
  });
});
