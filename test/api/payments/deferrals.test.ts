import { addDays } from '@nqi/shared/calendar';
import { Sweeper } from '@nqi/shared/jobs';
import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { given, TODAY } from '../../support/given';
import { good } from '../../support/mandates';

const DAY = 86_400_000;

describe('deferred payments', () => {
  let city: TestCity;
  beforeEach(async () => (city = await startCity()));
  afterEach(() => city.close());

  const ordered = async (): Promise<any> => {
    const { id } = await given(city).filing('fee_assessed');
    return good(await city.cast.contractor.post('/v1/payment-orders', { kind: 'elevator_filing', subjectIds: [id] }));
  };
  const credit = (facts: object = {}): Promise<Answer> => {
    const { finance, contractor } = city.cast;
    return finance.post('/v1/payment-credits', { payerId: contractor.organisationId, limitFen: 10_000_000, ...facts });
  };
  const defer = ({ id }: any, by = city.cast.finance): Promise<Answer> => by.post(`/v1/payment-orders/${id}/deferral`);
  const deferred = async (): Promise<any> => good(await defer(await ordered()));
  const confirm = ({ id, amountFen }: any, paidOn: string): Promise<Answer> =>
    city.cast.finance.post(`/v1/payment-orders/${id}/confirmation`, { paidOn, bankReference: 'B-1', amountFen });
  const dues = async (by: Caller, query: string): Promise<any[]> => (await by.get(`/v1/dues?${query}`)).body.items;
  const overdue = async (by: Caller): Promise<any[]> => {
    return (await by.get('/v1/payment-orders?isOverdue=true')).body.items.map(({ id }: any) => id);
  };

  it('last as long as the customer’s own terms say, else the payee’s, else the city’s', async () => {
    good(await credit());
    const city30 = await deferred();
    expect(city30).toMatchObject({ deferredUntil: addDays(TODAY, 30), deferralRule: 'terms-1' });
    const own = [city.cast.finance.organisationId, addDays(TODAY, -1)];
    await city.db.query(
      `INSERT INTO payment_term_rules (version, payee_id, days, effective_from, source, confidence)
       VALUES ('terms-own', $1, 45, $2, 'contract', 'high')`,
      own,
    );
    expect(await deferred()).toMatchObject({ deferredUntil: addDays(TODAY, 45), deferralRule: 'terms-own' });
    expect(good(await credit({ days: 10 }))).toMatchObject({ days: 10 });
    expect(await deferred()).toMatchObject({ deferredUntil: addDays(TODAY, 10), deferralRule: 'credit' });
    // A deferral keeps its day, whatever is agreed afterwards.
    const again = await city.cast.finance.get(`/v1/payment-orders/${city30.id}`);
    expect(again.body.deferredUntil).toBe(addDays(TODAY, 30));
    for (const days of [0, 366, 1.5, 'ten', null])
      expect((await credit({ days })).status).toBe(days === null ? 200 : 400);
  });

  it('are dues of the payer, which both sides see and nobody else', async () => {
    const { contractor, finance, clerk, stranger, operator, regulator, laboratory } = city.cast;
    good(await credit());
    const order = await deferred();
    const query = `subjectId=${order.id}`;
    for (const by of [contractor, finance, clerk]) {
      expect(await dues(by, query)).toEqual([
        expect.objectContaining({
          ...{ kind: 'deferred_payment', subjectType: 'payment_order', dueOn: order.deferredUntil, actBy: null },
          ...{ organisationId: contractor.organisationId, institutionId: finance.organisationId, state: 'open' },
          ...{ label: order.number, rule: 'terms-1', isOverdue: false, districtCode: null },
          action: { rel: 'order', href: `/v1/payment-orders/${order.id}` },
        }),
      ]);
    }
    for (const by of [stranger, operator, regulator, laboratory]) expect(await dues(by, query)).toEqual([]);
    for (const by of [operator, regulator]) {
      const { body } = await by.get('/v1/dues/board?kind=deferred_payment');
      expect(body.items).toEqual([]);
    }
    expect((await defer(order, stranger)).status).toBe(404);
    expect((await defer(order, contractor)).status).toBe(403);
    expect((await defer(order)).body).toMatchObject({ status: 409, code: 'workflow.wrong_state' });
    good(await confirm(order, TODAY));
    expect(await dues(contractor, query)).toEqual([]);
    expect(await dues(finance, `${query}&state=settled`)).toHaveLength(1);
  });

  it('are reminded of before, on and after their day, and to finance when it is over', async () => {
    const { contractor, finance, clerk } = city.cast;
    good(await credit());
    const order = await deferred();
    const worker = await city.startWorker();
    const told = async (by: Caller): Promise<string[]> => {
      const { items } = (await by.get('/v1/notices?limit=100')).body;
      return items.filter(({ subjectId }: any) => subjectId === order.id).map(({ kind }: any) => kind);
    };
    let day = 0;
    const on = async (next: number): Promise<[number, number, number]> => {
      city.advance((next - day) * DAY);
      day = next;
      await worker.get(Sweeper).sweep();
      return [(await told(contractor)).length, (await told(finance)).length, (await told(clerk)).length];
    };
    expect(await on(22)).toEqual([0, 0, 0]);
    expect(await on(23)).toEqual([1, 0, 0]);
    expect(await on(24)).toEqual([1, 0, 0]);
    expect(await on(29)).toEqual([2, 0, 0]);
    expect(await on(30)).toEqual([3, 0, 0]);
    expect(await told(contractor)).toEqual(['due.approaching', 'due.approaching', 'due.approaching']);
    expect(await on(31)).toEqual([4, 1, 0]);
    expect(await on(37)).toEqual([5, 2, 0]);
    expect(await on(44)).toEqual([6, 3, 0]);
    expect(new Set(await told(finance))).toEqual(new Set(['due.overdue']));
    good(await confirm(order, addDays(TODAY, 44)));
    expect(await on(51)).toEqual([6, 3, 0]);
    await worker.close();
  });

  it('are listed for finance once they are over, and keep their payer from further ones until it has paid', async () => {
    const { contractor, finance, stranger } = city.cast;
    good(await credit({ days: 10 }));
    const order = await deferred();
    const next = await ordered();
    city.advance(10 * DAY);
    expect(await overdue(finance)).toEqual([]);
    city.advance(DAY);
    expect([await overdue(finance), await overdue(contractor), await overdue(stranger)]).toEqual([
      ...[[order.id], [order.id], []],
    ]);
    const others = (await finance.get('/v1/payment-orders?isOverdue=false&limit=100')).body.items;
    expect(others.map(({ id }: any) => id)).toContain(next.id);
    expect(others.map(({ id }: any) => id)).not.toContain(order.id);
    expect((await finance.get('/v1/payment-orders?isOverdue=maybe')).status).toBe(400);
    const { items } = (await finance.get('/v1/payment-statements?month=2026-03')).body;
    const row = items.find(({ counterpartyId }: any) => counterpartyId === contractor.organisationId);
    expect(row).toMatchObject({ deferredFen: order.amountFen, overdueFen: order.amountFen });
    const { status, body } = await defer(next);
    expect([status, body.code, body.number, body.deferredUntil]).toEqual([
      ...[409, 'payments.overdue_deferral', order.number, addDays(TODAY, 10)],
    ]);
    good(await confirm(order, addDays(TODAY, 11)));
    expect(good(await defer(next))).toMatchObject({ state: 'deferred', deferredUntil: addDays(TODAY, 21) });
    expect(await overdue(finance)).toEqual([]);
  });
});
