import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { good, mandate, offerOf, revoke } from '../../support/mandates';
import { allPages } from '../../support/seen-by';
import { draft, FILINGS, type MandatedLifts, mandatedLifts, post } from './mandated-lifts';

const DAY = 86_400_000;
describe('a contractor that files for a user unit', () => {
  let city: TestCity;
  /** A user unit without any mandate but those that a test gives. */
  let unit: Caller;
  let contractor: Caller;
  let clerk: Caller;
  let device: MandatedLifts['device'];
  let over: MandatedLifts['over'];
  beforeAll(async () => {
    city = await startCity();
    ({ hospital: unit, contractor, clerk } = city.cast);
    ({ device, over } = mandatedLifts(city));
  });
  afterAll(() => city.close());

  const read = async (by: Caller, { id }: any): Promise<any> => (await by.get(`${FILINGS}/${id}`)).body;
  const pay = (by: Caller, { id }: any): Promise<Answer> =>
    by.post('/v1/payment-orders', { kind: 'elevator_filing', subjectIds: [id] });
  /** A filing that waits for its fee. */
  async function assessed(by: Caller, one: any): Promise<any> {
    const filing = good(await draft(by, one));
    good(await post(by, filing, 'submission'));
    good(await post(clerk, filing, 'acceptance'));
    return good(await post(clerk, filing, 'fee-assessment'));
  }

  it('needs a mandate of today, over that device, to file: each row says so', async () => {
    const { stranger } = city.cast;
    const lifts = await Promise.all(Array.from({ length: 9 }, () => device()));
    const [mandated, expired, future, revoked, payOnly, offered, declined, other, unkept] = lifts;
    unkept.own = await device({ maintenanceUnitId: null });
    const ground = await over(mandated);
    await over(expired, { validFrom: '2026-01-01', validTo: '2026-03-02' });
    await over(future, { validFrom: '2026-03-04' });
    await revoke(unit, await over(revoked));
    await over(payOnly, { scopes: ['pay', 'receive_reports'] });
    const { id } = good(await unit.post('/v1/mandates', offerOf(unit, contractor, { subjectIds: [declined.id] })));
    good(await contractor.post(`/v1/mandates/${id}/refusal`, {}));
    await unit.post('/v1/mandates', offerOf(unit, contractor, { subjectIds: [offered.id] }));
    await mandate(unit, stranger, { subjectIds: [other.id] });
    const rows = [mandated, expired, future, revoked, payOnly, offered, declined, other, unkept.own];
    let days = 0;
    const nextDay = (): void => {
      days += 1;
      city.advance(DAY);
    };
    nextDay(); // the third of March
    try {
      const { status, body } = await contractor.post('/v1/elevator-filing-batches', {
        rows: rows.map((one, index) => (index % 2 ? { elevatorId: one.id } : { internalNo: one.internalNo })),
      });
      const codes = body.items.map((item: any) => item.problem?.code);
      expect([status, codes]).toEqual([
        207,
        [undefined, ...Array(7).fill('elevators.no_mandate'), 'elevators.unknown_device'],
      ]);
      expect(body.items[1].problem).toMatchObject({ status: 422, action: expect.stringContaining('/v1/mandates') });
      const filing = await read(contractor, body.items[0].resource);
      expect(filing).toMatchObject({ mandateId: ground.id, filedByOrganisationId: contractor.organisationId });
      expect((await draft(contractor, expired)).body.code).toBe('elevators.no_mandate');
      // The user unit itself needs none, and each contractor has its own.
      expect((await draft(unit, expired)).body).toMatchObject({ mandateId: null });
      expect((await draft(stranger, other)).status).toBe(201);
      nextDay();
      expect((await draft(contractor, future)).status).toBe(201);
    } finally {
      city.advance(-days * DAY);
    }
  });

  it('sees of a device that it only keeps the register, and nothing of filings', async () => {
    const { metrologyClerk } = city.cast;
    const [kept, covered, foreign] = [await device(), await device({ maintenanceUnitId: null }), await device()];
    await over(covered, { scopes: ['pay'] });
    expect((await contractor.get(`/v1/elevators/${kept.id}`)).body).toMatchObject({ id: kept.id });
    expect((await contractor.get(`/v1/elevators/${covered.id}`)).body).toMatchObject({ id: covered.id });
    const change = { version: covered.version, body: { model: 'X' } };
    const tag = { 'if-match': `"${change.version}"` };
    expect((await contractor.patch(`/v1/elevators/${covered.id}`, change.body, tag)).status).toBe(403);
    const [ofKept, ofCovered, ofForeign] = await Promise.all(
      [kept, covered, foreign].map(async (one) => good(await draft(unit, one))),
    );
    for (const filing of [ofKept, ofCovered, ofForeign]) good(await post(unit, filing, 'submission'));
    const ids = (await allPages(contractor, FILINGS)).map(({ id }) => id as string);
    expect([ofKept, ofCovered, ofForeign].map(({ id }) => ids.includes(id))).toEqual([false, true, false]);
    for (const [filing, status] of [
      [ofKept, 404],
      [ofCovered, 200],
    ] as const) {
      expect((await contractor.get(`${FILINGS}/${filing.id}`)).status).toBe(status);
      expect((await contractor.get(`${FILINGS}/${filing.id}/history`)).status).toBe(status);
      expect((await post(contractor, filing, 'withdrawal', {})).status).toBe(status === 404 ? 404 : 403);
      expect((await metrologyClerk.get(`${FILINGS}/${filing.id}`)).status).toBe(404);
    }
    // A draft of the user unit is seen by who may submit it.
    const [one, other] = [await device(), await device()];
    const drafts = [good(await draft(unit, one)), good(await draft(unit, other))];
    await over(one);
    await over(other, { scopes: ['pay'] });
    expect(await Promise.all(drafts.map(async ({ id }) => (await contractor.get(`${FILINGS}/${id}`)).status))).toEqual([
      200, 404,
    ]);
    expect(good(await post(contractor, drafts[0], 'submission'))).toMatchObject({ state: 'submitted' });
  });

  it('keeps what it filed in view when the mandate is revoked, and does nothing more with it', async () => {
    const one = await device();
    const given = await over(one);
    const filing = good(await draft(contractor, one));
    expect(filing.openEvents.map(({ event }: any) => event)).toEqual(['submit', 'withdraw']);
    await revoke(unit, given);
    expect(await read(contractor, filing)).toMatchObject({ id: filing.id, openEvents: [] });
    const [listed] = (await contractor.get(`${FILINGS}?elevatorId=${one.id}&include=openEvents`)).body.items;
    expect(listed).toMatchObject({ id: filing.id, openEvents: [], mandateId: given.id });
    for (const [route, body] of [
      ['submission', undefined],
      ['withdrawal', {}],
    ] as const) {
      const answer = await post(contractor, filing, route, body);
      expect([route, answer.status, answer.body.code]).toEqual([route, 403, 'workflow.not_a_party']);
    }
    const next = await over(one);
    expect((await contractor.get(`${FILINGS}?mandateId=${given.id}`)).body.items).toHaveLength(1);
    expect(good(await post(contractor, filing, 'submission'))).toMatchObject({ mandateId: next.id });
    expect((await read(unit, filing)).openEvents.map(({ event }: any) => event)).toEqual(['object', 'withdraw']);
  });

  it('is answered by an objection of the user unit before acceptance, and not after', async () => {
    const [one, other] = [await device(), await device()];
    await over(one);
    await over(other);
    const file = async (lift: any): Promise<any> =>
      good(await contractor.post('/v1/elevator-filing-batches', { rows: [{ elevatorId: lift.id }] })).items[0].resource;
    const [first, second] = [await file(one), await file(other)];
    for (const caller of [contractor, clerk]) {
      expect((await post(caller, first, 'objection', { reason: '未约定' })).status).toBe(403);
    }
    expect((await post(unit, first, 'objection', {})).status).toBe(400);
    expect(good(await post(unit, first, 'objection', { reason: '未约定' })).state).toBe('withdrawn');
    const { items } = (await contractor.get(`${FILINGS}/${first.id}/history`)).body;
    expect(items.at(-1)).toMatchObject({ event: 'object', note: '未约定', organisationId: unit.organisationId });
    good(await post(clerk, second, 'acceptance'));
    expect((await post(unit, second, 'objection', { reason: '晚了' })).body.code).toBe('workflow.wrong_state');
    expect(good(await post(unit, second, 'withdrawal', {})).state).toBe('withdrawn');
    const own = good(await draft(unit, await device()));
    good(await post(unit, own, 'submission'));
    expect((await post(unit, own, 'objection', { reason: '自己的' })).status).toBe(403);
  });

  it('pays only by a mandate to pay; a bill of the institution goes to who may pay', async () => {
    const lifts = [await device(), await device(), await device(), await device()];
    const [fileOnly, whole, toBe, units] = lifts as [any, any, any, any];
    await over(fileOnly, { scopes: ['file'] });
    await over(whole);
    const later = await over(toBe);
    await over(units, { scopes: ['pay'] });
    const [a, b, c, d] = [
      await assessed(contractor, fileOnly),
      await assessed(contractor, whole),
      await assessed(contractor, toBe),
      await assessed(unit, units),
    ];
    await revoke(unit, later);
    for (const filing of [a, c]) {
      expect((await pay(contractor, filing)).body).toMatchObject({ status: 422, code: 'payments.unknown_subject' });
      const order = good(await pay(city.cast.clerk, filing));
      expect([order.payerId, order.payeeId]).toEqual([unit.organisationId, clerk.organisationId]);
    }
    expect(good(await pay(city.cast.clerk, b)).payerId).toBe(contractor.organisationId);
    expect(good(await pay(contractor, d)).payerId).toBe(contractor.organisationId);
  });

  it('files under a mandate that its institution then reads, and no other one', async () => {
    const one = await device();
    const { id } = await over(one);
    const at = `/v1/mandates/${id}`;
    const draftOf = good(await draft(contractor, one));
    expect((await clerk.get(at)).status).toBe(404);
    good(await post(contractor, draftOf, 'submission'));
    const filing = await read(clerk, draftOf);
    expect([filing.mandateId, (await clerk.get(at)).body.evidence.number]).toEqual([id, 'WB-2026-017']);
    expect((await clerk.get(`${at}/history`)).body.items).toHaveLength(2);
    expect((await clerk.get('/v1/mandates?limit=100')).body.items.map((item: any) => item.id)).toContain(id);
    expect((await city.cast.metrologyClerk.get(at)).status).toBe(404);
    expect((await clerk.post(`${at}/revocation`, { reason: '不归我们' })).status).toBe(403);
  });
});
