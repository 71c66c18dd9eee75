import { type Cast, startCity, type TestCity } from '../../support/city';
import { type Answer, type Caller, signIn } from '../../support/client';
import { given, TODAY } from '../../support/given';
import { good } from '../../support/mandates';
import { GAUGE, orderLife } from '../metrology/order-life';

describe('deferral, top-up, refund and statement', () => {
  let city: TestCity;
  let cast: Cast;
  let secondFinance: Caller;
  beforeAll(async () => {
    city = await startCity();
    cast = city.cast;
    const person = { name: '财务员乙', phone: '13800000912', password: 'second finance' };
    good(await cast.admin.post('/v1/memberships', { ...person, roles: ['finance'] }));
    secondFinance = await signIn(city.app, city.config, person.phone);
  });
  afterAll(() => city.close());

  const path = ({ id }: any, route: string): string => `/v1/payment-orders/${id}/${route}`;
  const refund = ({ id }: any, route: string): string => `/v1/payment-refunds/${id}/${route}`;
  const ordered = async (): Promise<any> => {
    const { id } = await given(city).filing('fee_assessed');
    return good(await cast.contractor.post('/v1/payment-orders', { kind: 'elevator_filing', subjectIds: [id] }));
  };
  const confirm = (order: any, by = cast.finance): Promise<Answer> =>
    by.post(path(order, 'confirmation'), { paidOn: TODAY, bankReference: 'B-1', amountFen: order.amountFen });
  const paid = async (): Promise<any> => good(await confirm(await ordered()));
  const credit = (limitFen: number): Promise<Answer> =>
    cast.finance.post('/v1/payment-credits', { payerId: cast.contractor.organisationId, limitFen, days: 30 });

  it('defers for a credit customer within its limit, once for all that ask at the same moment', async () => {
    const orders = [await ordered(), await ordered(), await ordered()];
    const without = await cast.finance.post(path(orders[0], 'deferral'));
    expect([without.status, without.body.code]).toEqual([409, 'payments.no_credit']);
    expect((await cast.clerk.post('/v1/payment-credits', {})).status).toBe(403);
    expect((await credit(-1)).status).toBe(400);
    good(await credit(orders[0].amountFen + orders[1].amountFen));
    expect((await cast.contractor.get('/v1/payment-credits')).body.items).toHaveLength(1);
    expect((await cast.stranger.get('/v1/payment-credits')).body.items).toEqual([]);
    const answers = await Promise.all(orders.map((order) => cast.finance.post(path(order, 'deferral'))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409]);
    const deferred = answers.find(({ status }) => status === 200)?.body;
    expect(deferred).toMatchObject({ state: 'deferred', deferredUntil: '2026-04-01', paidOn: null });
    const filing = `/v1/elevator-filings/${deferred.allocations[0].subjectId}`;
    expect((await cast.contractor.get(filing)).body.state).toBe('paid');
    expect(good(await confirm(deferred))).toMatchObject({ state: 'paid' });
    expect((await cast.contractor.post(path(orders[2], 'deferral'))).status).toBe(403);
    expect((await cast.stranger.post(path(orders[2], 'deferral'))).status).toBe(404);
    const { body } = await cast.contractor.get('/v1/payment-statements?month=2026-03');
    expect(body.items[0]).toMatchObject({ counterpartyId: cast.clerk.organisationId, side: 'payer' });
    expect(body.items[0].deferredFen).toBe(orders[0].amountFen);
    expect(body.items[0].paidFen).toBe(deferred.amountFen);
    expect((await cast.stranger.get('/v1/payment-statements?month=2026-03')).body.items).toEqual([]);
    expect((await cast.finance.get('/v1/payment-statements?month=march')).status).toBe(400);
  });

  it('tops up what was paid by an order of its own, which another person approves', async () => {
    const order = await paid();
    const { subjectId } = order.allocations[0];
    const propose = (by: Caller, facts: object = {}): Promise<Answer> =>
      by.post(path(order, 'top-ups'), { subjectId, amountFen: 5000, reason: '楼层数更正', ...facts });
    expect((await propose(cast.contractor)).body.code).toBe('workflow.not_a_party');
    expect((await propose(cast.finance, { subjectId: order.id })).status).toBe(400);
    const open = await ordered();
    const early = await cast.clerk.post(path(open, 'top-ups'), { subjectId, amountFen: 1, reason: 'x' });
    expect([early.status, early.body.code]).toEqual([409, 'payments.not_paid']);
    const topUp = good(await propose(cast.finance));
    expect(topUp).toMatchObject({ state: 'proposed', amountFen: 5000, topUpOfId: order.id, reason: '楼层数更正' });
    expect((await confirm(topUp)).status).toBe(409);
    expect((await cast.finance.post(path(topUp, 'approval'))).body.code).toBe('payments.same_person');
    expect(good(await secondFinance.post(path(topUp, 'approval'))).state).toBe('created');
    expect(good(await confirm(topUp)).state).toBe('paid');
    const filing = (await cast.contractor.get(`/v1/elevator-filings/${subjectId}`)).body;
    expect(filing.state).toBe('paid');
  });

  it('gives money back when two people say so, never more than was paid', async () => {
    const order = await paid();
    const ask = (by: Caller, amountFen: number): Promise<Answer> =>
      by.post(path(order, 'refunds'), { amountFen, reason: '重复缴费' });
    expect((await ask(cast.stranger, 1)).status).toBe(404);
    expect((await ask(cast.contractor, order.amountFen + 1)).body).toMatchObject({
      ...{ code: 'payments.refund_too_high', leftFen: order.amountFen },
    });
    const [one, two] = [good(await ask(cast.contractor, order.amountFen)), good(await ask(cast.finance, 100))];
    expect(two).toMatchObject({ state: 'requested', amountFen: 100 });
    expect((await cast.finance.post(refund(two, 'approval'))).body.code).toBe('payments.same_person');
    expect((await cast.contractor.post(refund(one, 'approval'))).status).toBe(403);
    expect((await cast.stranger.get(`/v1/payment-refunds/${one.id}`)).status).toBe(404);
    const answers = await Promise.all([
      secondFinance.post(refund(one, 'approval')),
      secondFinance.post(refund(two, 'approval')),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [approved, other] = answers[0]?.status === 200 ? [one, two] : [two, one];
    expect(good(await cast.finance.post(refund(approved, 'payout'), { bankReference: 'R-1' })).state).toBe('paid_out');
    expect(good(await secondFinance.post(refund(other, 'rejection'), { answer: '已退' })).answer).toBe('已退');
    expect((await cast.contractor.get(path(order, 'refunds'))).body.items).toHaveLength(2);
    const { refundedFen } = (await cast.contractor.get(`/v1/payment-orders/${order.id}`)).body;
    expect(refundedFen).toBe(approved.amountFen);
    const third = await ask(cast.contractor, order.amountFen);
    expect(third.body.code).toBe('payments.refund_too_high');
  });

  it('holds its sums by constraints, whoever writes', async () => {
    const order = await paid();
    const run = (sql: string): Promise<unknown> => city.db.query(sql, [order.id]);
    await expect(run('UPDATE payment_orders SET refunded_fen = amount_fen + 1 WHERE id = $1')).rejects.toMatchObject({
      constraint: 'payment_orders_refunded_check',
    });
    await expect(run('UPDATE payment_orders SET refunded_fen = 1 WHERE id = $1')).rejects.toMatchObject({
      constraint: 'payment_orders_refunds_check',
    });
    await expect(
      run('UPDATE payment_allocations SET amount_fen = amount_fen + 1 WHERE order_id = $1'),
    ).rejects.toMatchObject({ constraint: 'payment_orders_allocated_check' });
  });

  it('never makes an order over what is free', async () => {
    const { hospital } = cast;
    const { instrument, received } = orderLife(city);
    const { id } = await received([await instrument(GAUGE)], 'JJG 52-2013');
    for (const by of [hospital, cast.metrologyClerk]) {
      const { status, body } = await by.post('/v1/payment-orders', { kind: 'metrology_order', subjectIds: [id] });
      expect([status, body.code]).toEqual([422, 'payments.unknown_subject']);
    }
  });
});
