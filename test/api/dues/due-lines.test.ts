import { startCity, type TestCity } from '../../support/city';
import type { Caller } from '../../support/client';
import { good } from '../../support/mandates';
import { allPages } from '../../support/seen-by';
import { at, givenEquipment } from '../equipment/given-equipment';
import { GAUGE, orderLife } from '../metrology/order-life';

describe('the dues of instruments', () => {
  let city: TestCity;
  beforeAll(async () => (city = await startCity()));
  afterAll(() => city.close());

  const dueOf = async (by: Caller, id: string): Promise<any> =>
    (await by.get(`/v1/dues?subjectId=${id}`)).body.items?.[0];
  let serial = 0;
  const gauge = async (owner: Caller, validUntil: string, facts: object = {}): Promise<any> => {
    serial += 1;
    const dates = { lastVerifiedOn: '2025-09-10', validUntil };
    return good(await owner.post('/v1/instruments', { ...GAUGE, serialNo: `DUE-${serial}`, ...dates, ...facts }));
  };

  it('follow the certificate, are ordered all at once, one draft for each laboratory, and once', async () => {
    const { machineShop, metrologyClerk, laboratory, operator, stranger } = city.cast;
    const contact = { contactName: '计量员', contactPhone: '0535-6000010' };
    const known = await gauge(machineShop, '2026-03-20');
    // The laboratory has had the first one before.
    const { draft, submit } = orderLife(city);
    const before = await draft([known], {}, machineShop);
    await submit(before.id, machineShop);
    expect(await dueOf(machineShop, known.id)).toMatchObject({
      ...{ kind: 'instrument_verification', dueOn: '2026-03-20', isInHand: true, label: known.ledgerNo },
      // 15 working days, the Saturday among them that is worked for the Spring Festival.
      actBy: '2026-02-28',
      action: { rel: 'metrology_order', href: `/v1/metrology-orders/${before.id}` },
    });
    good(await machineShop.post(`/v1/metrology-orders/${before.id}/order-cancellation`, {}));
    expect(await dueOf(metrologyClerk, known.id)).toMatchObject({ isInHand: false, action: { rel: 'order' } });
    expect(await dueOf(operator, known.id)).toMatchObject({ organisationId: machineShop.organisationId });
    expect(await dueOf(stranger, known.id)).toBeUndefined();
    expect(await dueOf(laboratory, known.id)).toBeUndefined();

    const [fresh, other] = [await gauge(machineShop, '2026-03-31'), await gauge(machineShop, '2026-01-31')];
    const far = await gauge(machineShop, '2026-12-31');
    const ask = (body: object): Promise<any> => machineShop.post('/v1/metrology-orders/due', { ...contact, ...body });
    const alone = await ask({ service: 'verification', dueTo: '2026-01-31' });
    expect([alone.status, alone.body.items[0].problem.code]).toEqual([422, 'metrology.no_laboratory']);
    const first = await ask({ service: 'verification', laboratoryId: laboratory.organisationId });
    expect([first.status, first.body.refused]).toEqual([200, 0]);
    const orders = new Map(first.body.items.map(({ resource }: any) => [resource.instrumentId, resource.orderId]));
    const due = await allPages(machineShop, '/v1/dues?kind=instrument_verification&dueTo=2026-05-01');
    expect([...orders.keys()].sort()).toEqual(due.map(({ subjectId }) => subjectId).sort());
    expect(new Set(orders.values()).size).toBe(2);
    expect(orders.get(fresh.id)).toBe(orders.get(other.id));
    expect(orders.get(known.id)).not.toBe(orders.get(fresh.id));
    const { body } = await machineShop.get(`/v1/metrology-orders/${String(orders.get(known.id))}`);
    expect(body).toMatchObject({ state: 'draft', laboratoryId: metrologyClerk.organisationId });
    expect(await dueOf(machineShop, far.id)).toMatchObject({ isInHand: false });

    const second = await ask({ service: 'verification', laboratoryId: laboratory.organisationId });
    expect([second.status, second.body.accepted, second.body.refused]).toEqual([422, 0, orders.size]);
    expect(second.body.items[0].problem.code).toBe('metrology.instrument_in_order');
    expect((await ask({ service: 'testing' })).status).toBe(400);
  });

  it('are neither of drafts nor of what is sealed, and follow a day that is changed', async () => {
    const { machineShop } = city.cast;
    const draft = await gauge(machineShop, '2026-03-20', { isDraft: true });
    expect(await dueOf(machineShop, draft.id)).toBeUndefined();
    good(await machineShop.post(`/v1/instruments/${draft.id}/filing`));
    expect(await dueOf(machineShop, draft.id)).toMatchObject({ dueOn: '2026-03-20' });
    const change = async (facts: object): Promise<void> => {
      const { version } = (await machineShop.get(`/v1/instruments/${draft.id}`)).body;
      good(await machineShop.patch(`/v1/instruments/${draft.id}`, facts, { 'if-match': `"${version}"` }));
    };
    await change({ validUntil: '2026-09-09' });
    expect(await dueOf(machineShop, draft.id)).toMatchObject({ dueOn: '2026-09-09' });
    await change({ status: 'sealed' });
    expect(await dueOf(machineShop, draft.id)).toBeUndefined();
  });

  it('and equipment whose calibration is over cannot be booked', async () => {
    const { equipmentManager, machineShop } = city.cast;
    const { machine, draft } = givenEquipment(city);
    const one = await machine({ calibrationValidUntil: '2026-03-04' });
    expect(await dueOf(equipmentManager, one.id)).toMatchObject({ kind: 'equipment_calibration', dueOn: '2026-03-04' });
    expect(await dueOf(machineShop, one.id)).toBeUndefined();
    expect((await draft([one.id], at(2, 22), at(2, 24))).status).toBe(201);
    const { status, body } = await draft([one.id], at(2, 23.5), at(3, 0.5));
    expect([status, body.code, body.calibrationValidUntil]).toEqual([
      ...[409, 'equipment.calibration_expired', '2026-03-04'],
    ]);
    const { version } = (await equipmentManager.get(`/v1/equipment/${one.id}`)).body;
    const renewed = { calibrationValidUntil: '2027-03-04' };
    good(await equipmentManager.patch(`/v1/equipment/${one.id}`, renewed, { 'if-match': `"${version}"` }));
    expect((await draft([one.id], at(3, 9), at(3, 10))).status).toBe(201);
    expect(await dueOf(equipmentManager, one.id)).toMatchObject({ dueOn: '2027-03-04' });
  });
});
