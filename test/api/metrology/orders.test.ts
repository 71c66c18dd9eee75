import { canSee as canSeeItem } from '../../../libs/lines/metrology/src/items/item.policy';
import { canSee as canSeeOrder } from '../../../libs/lines/metrology/src/orders/order.policy';
import type { Caller } from '../../support/client';
import { startCity, type TestCity } from '../../support/city';
import { CALIPER, GAUGE, ok, orderLife, type OrderLife } from './order-life';
import { allPages, seenBy } from '../../support/seen-by';

const NOBODYS_ID = '01890000-0000-7000-8000-000000000000';

describe('an order', () => {
  let city: TestCity;
  let life: OrderLife;
  beforeAll(async () => {
    city = await startCity();
    life = orderLife(city);
  });
  afterAll(() => city.close());

  const path = (id: string, event = ''): string => `/v1/metrology-orders/${id}${event && `/${event}`}`;
  const read = async (id: string): Promise<any> => ok(await city.cast.hospital.get(path(id)));

  it('is the affair of its client until it is submitted', async () => {
    const { cast } = city;
    const { id, openEvents } = await life.draft([await life.instrument()]);
    expect(openEvents).toEqual([
      { event: 'submit', href: path(id, 'order-submission') },
      { event: 'cancel', href: path(id, 'order-cancellation') },
    ]);
    for (const caller of [cast.metrologyClerk, cast.operator, cast.regulator, cast.stranger, cast.laboratory]) {
      expect((await caller.get(path(id))).status).toBe(404);
      expect((await caller.get(path(id, 'history'))).status).toBe(404);
      expect((await caller.post(path(id, 'order-submission'))).status).toBe(404);
    }
    await life.submit(id);
    for (const caller of [cast.metrologyClerk, cast.verifier, cast.operator, cast.regulator]) {
      expect((await caller.get(path(id))).body).toMatchObject({ id, state: 'submitted' });
    }
    for (const caller of [cast.stranger, cast.laboratory]) expect((await caller.get(path(id))).status).toBe(404);
    const laboratorys = await cast.metrologyClerk.get(path(id));
    expect(laboratorys.body.openEvents.map(({ event }: any) => event)).toEqual([
      ...['return', 'reject', 'quote', 'accept_free'],
    ]);
    // The laboratory now sees the instrument, too.
    expect((await cast.metrologyClerk.get(`/v1/instruments/${laboratorys.body.items[0].instrument.id}`)).status).toBe(
      200,
    );
  });

  it('takes only instruments of the own ledger that still exist', async () => {
    const { hospital, stranger, machineShop } = city.cast;
    const instrument = await life.instrument();
    const body = {
      ...{ laboratoryId: city.cast.metrologyClerk.organisationId, service: 'verification' },
      ...{ contactName: '设备科', contactPhone: '0535-6000009' },
    };
    const order = (caller: Caller, instrumentId: string) =>
      caller.post('/v1/metrology-orders', { ...body, items: [{ instrumentId }] });
    for (const [caller, id] of [
      [stranger, instrument.id],
      [machineShop, instrument.id],
      [hospital, NOBODYS_ID],
    ] as const) {
      const refused = await order(caller, id);
      expect([refused.status, refused.body.code]).toEqual([422, 'metrology.unknown_instrument']);
      expect(refused.body.instrumentIds).toEqual([id]);
    }
    const scrap = await life.instrument();
    ok(
      await hospital.patch(`/v1/instruments/${scrap.id}`, { status: 'scrapped' }, { 'if-match': `"${scrap.version}"` }),
    );
    expect((await order(hospital, scrap.id)).body.code).toBe('metrology.instrument_not_usable');
    const elsewhere = { ...body, laboratoryId: hospital.organisationId, items: [{ instrumentId: instrument.id }] };
    const refused = await hospital.post('/v1/metrology-orders', elsewhere);
    expect(refused.body.errors).toMatchObject([{ pointer: '/laboratoryId', code: 'field.unknown_organisation' }]);
    const past = { ...body, requestedOn: '2026-03-01', items: [{ instrumentId: instrument.id }] };
    expect((await hospital.post('/v1/metrology-orders', past)).body.errors).toMatchObject([
      { pointer: '/requestedOn' },
    ]);
    expect((await city.cast.verifier.post('/v1/metrology-orders', body)).status).toBe(403);
  });

  it('holds an instrument once, however many ask at the same time', async () => {
    const { hospital } = city.cast;
    const [first, second] = [await life.instrument(), await life.instrument()];
    const wish = {
      ...{ laboratoryId: city.cast.metrologyClerk.organisationId, service: 'verification' },
      ...{ contactName: '设备科', contactPhone: '0535-6000009' },
    };
    const both = [first, second].map(({ id }) => ({ instrumentId: id }));
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        hospital.post('/v1/metrology-orders', { ...wish, items: index % 2 ? both.toReversed() : both }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array<number>(7).fill(409)]);
    const made = answers.find(({ status }) => status === 201)?.body;
    for (const { body } of answers.filter(({ status }) => status === 409)) {
      expect(body.code).toBe('metrology.instrument_in_order');
      expect(body.existing).toHaveLength(2);
      expect(body.existing[0]).toMatchObject({ number: null, href: path(made.id) });
    }
    // Cancelled, it is free for another one.
    ok(await hospital.post(path(made.id, 'order-cancellation'), {}));
    const again = await hospital.post('/v1/metrology-orders', { ...wish, items: both });
    expect(again.status).toBe(201);
    expect((await read(made.id)).items.map(({ state }: any) => state)).toEqual(['not_done', 'not_done']);
    await expect(
      city.db.query(`UPDATE metrology_items SET state = 'pending', not_done_reason = NULL WHERE order_id = $1`, [
        made.id,
      ]),
    ).rejects.toThrow('metrology_items_one_open_key');
  });

  it('is changed while it is a draft or was sent back, on the ground of the version that was read', async () => {
    const { hospital, metrologyClerk, machineShop } = city.cast;
    const [kept, left] = [await life.instrument(), await life.instrument()];
    const draft = await life.draft([kept, left], { remark: '急' });
    const change = (body: object, version?: number, caller = hospital) =>
      caller.patch(path(draft.id), body, version === undefined ? {} : { 'if-match': `"${version}"` });
    expect((await change({ remark: null })).status).toBe(428);
    expect((await change({ remark: null }, draft.version + 1)).status).toBe(412);
    expect((await change({ remark: null }, draft.version, machineShop)).status).toBe(404);
    for (const field of ['contactName', 'site', 'decisionRule', 'items', 'isUrgent']) {
      const { status, body } = await change({ [field]: null }, draft.version);
      expect([status, body.errors?.[0]?.pointer]).toEqual([400, `/${field}`]);
    }
    const items = [{ instrumentId: kept.id, request: '0、0.8、1.6 MPa' }];
    const changed = ok(await change({ remark: null, isUrgent: true, items }, draft.version));
    expect(changed).toMatchObject({
      remark: null,
      isUrgent: true,
      items: [{ position: 1, request: '0、0.8、1.6 MPa' }],
    });
    expect((await life.draft([left])).state).toBe('draft');

    await life.submit(draft.id);
    const locked = await change({ remark: '慢' }, (await read(draft.id)).version);
    expect([locked.status, locked.body.code]).toEqual([409, 'workflow.wrong_state']);
    ok(await metrologyClerk.post(path(draft.id, 'change-request'), { changeRequest: '请注明测量点' }));
    const returned = await read(draft.id);
    expect(returned).toMatchObject({ state: 'returned_for_change', changeRequest: '请注明测量点' });
    ok(await change({ remark: '按规程' }, returned.version));
    const number = returned.number;
    expect(await life.submit(draft.id)).toMatchObject({ state: 'submitted', number, changeRequest: null });
    const { body } = await hospital.get(path(draft.id, 'history'));
    expect(body.items.map(({ event }: any) => event)).toEqual([
      ...['create', 'change', 'submit', 'return', 'change', 'submit'],
    ]);
  });

  it('for verification needs an authorised laboratory and filed instruments', async () => {
    const { cast } = city;
    const unfiled = await life.instrument({ ...GAUGE, isDraft: true });
    const draft = await life.draft([unfiled]);
    const refused = await cast.hospital.post(path(draft.id, 'order-submission'));
    expect([refused.status, refused.body.code]).toEqual([422, 'metrology.instrument_not_filed']);
    expect(refused.body.instrumentIds).toEqual([unfiled.id]);
    ok(await cast.hospital.post(`/v1/instruments/${unfiled.id}/filing`));
    expect((await life.submit(draft.id)).state).toBe('submitted');

    const elsewhere = { laboratoryId: cast.equipmentManager.organisationId };
    const other = await life.draft([await life.instrument()], elsewhere);
    const { body } = await cast.hospital.post(path(other.id, 'order-submission'));
    expect(body.code).toBe('metrology.laboratory_not_authorised');
    // A calibration needs none.
    const calibration = await life.draft([await life.instrument(CALIPER)], { ...elsewhere, service: 'calibration' });
    expect((await life.submit(calibration.id)).state).toBe('submitted');
  });

  it('is listed to everybody exactly as the policy lets them see it', async () => {
    const { cast } = city;
    await life.received(
      [await life.instrument(CALIPER, cast.machineShop)],
      'JJG 30-2012',
      { service: 'calibration' },
      cast.machineShop,
    );
    let seen = 0;
    for (const [name, caller] of Object.entries(cast)) {
      if (name === 'nobody') continue;
      const orders = await seenBy(city, caller, 'metrology_orders', canSeeOrder);
      const listed = (await allPages(caller, '/v1/metrology-orders')).map(({ id }) => id as string);
      expect([name, listed.toSorted()]).toEqual([name, orders.toSorted()]);
      const items = await seenBy(city, caller, 'metrology_items', canSeeItem);
      const own = (await allPages(caller, '/v1/metrology-items')).map(({ id }) => id as string);
      expect([name, own.toSorted()]).toEqual([name, items.toSorted()]);
      seen += orders.length;
    }
    expect(seen).toBeGreaterThan(20);
    expect((await cast.nobody.get('/v1/metrology-orders')).status).toBe(401);
    const drafts = ok(await cast.hospital.get('/v1/metrology-orders?state=draft&include=openEvents'));
    expect(drafts.items.length).toBeGreaterThan(0);
    for (const one of drafts.items) expect([one.state, one.openEvents.length]).toEqual(['draft', 2]);
  });
});
