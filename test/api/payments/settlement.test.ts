import { type Cast, startCity, type TestCity } from '../../support/city';
import { type Answer, type Caller, signIn } from '../../support/client';
import { given, TODAY } from '../../support/given';

const NOBODYS_ID = '01890000-0000-7000-8000-000000000000';

describe('the money of an order', () => {
  let city: TestCity;
  let cast: Cast;
  let secondFinance: Caller;
  beforeAll(async () => {
    city = await startCity();
    cast = city.cast;
    const person = { name: '财务员乙', phone: '13800000912', password: 'second finance' };
    expect((await cast.admin.post('/v1/memberships', { ...person, roles: ['finance'] })).status).toBe(201);
    secondFinance = await signIn(city.app, city.config, person.phone);
  });
  afterAll(() => city.close());

  async function ordered(count = 1): Promise<{ order: any; filings: string[] }> {
    const filings: string[] = [];
    for (let n = 0; n < count; n += 1) filings.push((await given(city).filing('fee_assessed')).id);
    const { status, body } = await order(cast.contractor, ...filings);
    expect(status).toBe(201);
    return { order: body, filings };
  }
  const order = (caller: Caller, ...subjectIds: string[]): Promise<Answer> =>
    caller.post('/v1/payment-orders', { kind: 'elevator_filing', subjectIds });
  const confirm = (caller: Caller, { id, amountFen }: any, changes: object = {}): Promise<Answer> =>
    caller.post(`/v1/payment-orders/${id}/confirmation`, {
      ...{ paidOn: TODAY, bankReference: 'ICBC-20260302-7', amountFen, ...changes },
    });
  const close = (caller: Caller, { id }: any): Promise<Answer> => caller.post(`/v1/payment-orders/${id}/closure`);
  const stateOf = async (filingId: string): Promise<string> =>
    (await cast.contractor.get(`/v1/elevator-filings/${filingId}`)).body.state;
  const eventsOf = async (path: string): Promise<string[]> =>
    (await cast.finance.get(`${path}/history`)).body.items.map(({ event }: any) => event);

  it('moves every filing of the order to paid, once, with its history', async () => {
    const { order: one, filings } = await ordered(3);
    const { status, body } = await confirm(cast.finance, one);
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'paid', paidOn: TODAY, bankReference: 'ICBC-20260302-7', openEvents: [] });
    for (const id of filings) {
      expect(await stateOf(id)).toBe('paid');
      const { items } = (await cast.finance.get(`/v1/elevator-filings/${id}/history`)).body;
      expect(items.filter(({ event }: any) => event === 'settle')).toEqual([
        expect.objectContaining({ fromState: 'fee_assessed', toState: 'paid', actorId: cast.finance.userId }),
      ]);
    }
    expect(await eventsOf(`/v1/payment-orders/${one.id}`)).toEqual(['create', 'confirm']);

    const again = await confirm(cast.finance, one);
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({ code: 'workflow.wrong_state', state: 'paid', openEvents: [] });
    expect(await eventsOf(`/v1/elevator-filings/${filings[0]}`)).toHaveLength(5);
  });

  it('is confirmed by finance alone: the clerk and the payer may not, a stranger finds no order', async () => {
    const { order: one } = await ordered();
    for (const caller of [cast.clerk, cast.contractor, cast.admin, cast.inspector]) {
      const { status, body } = await confirm(caller, one);
      expect([status, body.code]).toEqual([403, 'workflow.not_a_party']);
    }
    for (const caller of [cast.stranger, cast.userUnit, cast.regulator, cast.operator]) {
      expectMissing(await confirm(caller, one), await confirm(caller, { ...one, id: NOBODYS_ID }));
      expectMissing(await close(caller, one), await close(caller, { id: NOBODYS_ID }));
      for (const rest of ['', '/history']) {
        const path = `/v1/payment-orders/${one.id}${rest}`;
        expectMissing(await caller.get(path), await caller.get(path.replace(one.id, NOBODYS_ID)));
      }
    }
    expect((await cast.nobody.get(`/v1/payment-orders/${one.id}`)).status).toBe(401);
    const { body } = await cast.finance.get(`/v1/payment-orders/${one.id}`);
    expect(body.state).toBe('created');
    expect(body.openEvents.map(({ event }: any) => event)).toEqual(['defer', 'confirm', 'close']);
    const payers = (await cast.contractor.get(`/v1/payment-orders/${one.id}`)).body;
    expect(payers.openEvents).toEqual([{ event: 'close', href: `/v1/payment-orders/${one.id}/closure` }]);
  });

  it('takes the whole amount and nothing else', async () => {
    const { order: one, filings } = await ordered();
    for (const amountFen of [one.amountFen - 1, one.amountFen + 1]) {
      const { status, body } = await confirm(cast.finance, one, { amountFen });
      expect(status).toBe(422);
      expect(body).toMatchObject({
        ...{ code: 'payments.amount_differs', expectedFen: one.amountFen, givenFen: amountFen },
      });
    }
    expect(await stateOf(filings[0] ?? '')).toBe('fee_assessed');
  });

  let shared: Awaited<ReturnType<typeof ordered>> | undefined;
  it.each<[string, object, string, string]>([
    ['a day to come', { paidOn: '2026-03-03' }, '/paidOn', 'field.too_large'],
    ['a day that does not exist', { paidOn: '2026-02-30' }, '/paidOn', ''],
    ['an instant', { paidOn: '2026-03-02T10:00:00Z' }, '/paidOn', ''],
    ['a week', { paidOn: '2026-W10-1' }, '/paidOn', ''],
    ['no reference', { bankReference: '' }, '/bankReference', ''],
    ['a blank reference', { bankReference: '  ' }, '/bankReference', ''],
    ['too long a reference', { bankReference: 'x'.repeat(65) }, '/bankReference', ''],
    ['null', { bankReference: null }, '/bankReference', ''],
    ['part of a fen', { amountFen: 0.5 }, '/amountFen', ''],
    ['nothing', { amountFen: 0 }, '/amountFen', ''],
    ['an amount as text', { amountFen: '50000' }, '/amountFen', ''],
    ['an unknown key', { note: 'x' }, '/note', 'field.unknown'],
  ])('refuses %s with the place of it', async (_, changes, pointer, code) => {
    const { order: one } = (shared ??= await ordered());
    const { status, body } = await confirm(cast.finance, one, changes);
    expect([status, body.code]).toEqual([400, 'request.invalid']);
    expect(body.errors).toContainEqual(expect.objectContaining(code ? { pointer, code } : { pointer }));
  });

  it('is confirmed once when two finance people do it at the same moment', async () => {
    const { order: one, filings } = await ordered(2);
    const answers = await Promise.all([confirm(cast.finance, one), confirm(secondFinance, one)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await eventsOf(`/v1/payment-orders/${one.id}`)).toEqual(['create', 'confirm']);
    for (const id of filings) {
      expect((await eventsOf(`/v1/elevator-filings/${id}`)).filter((event) => event === 'settle')).toHaveLength(1);
    }
  });

  it('is either paid or closed when finance confirms while the contractor withdraws', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { order: one, filings } = await ordered(2);
      const [first = ''] = filings;
      const [confirmed, withdrawn] = await Promise.all([
        confirm(cast.finance, one),
        cast.contractor.post(`/v1/elevator-filings/${first}/withdrawal`, {}),
      ]);
      expect([confirmed.status, withdrawn.status].sort()).toEqual([200, 409]);
      const paid = confirmed.status === 200;
      const { body } = await cast.finance.get(`/v1/payment-orders/${one.id}`);
      expect([body.state, await stateOf(first)]).toEqual(paid ? ['paid', 'paid'] : ['closed', 'withdrawn']);
    }
  });

  it('never had two people wait for each other for ever', async () => {
    expect(await deadlocks(city)).toBe(0);
  });

  it('can be given up before it is paid, and its filings are ordered again', async () => {
    const { order: one, filings } = await ordered(2);
    const closed = await close(cast.contractor, one);
    expect([closed.status, closed.body.state]).toEqual([200, 'closed']);
    const late = await confirm(cast.finance, one);
    expect([late.status, late.body.state]).toEqual([409, 'closed']);
    const again = await order(cast.contractor, ...filings);
    expect([again.status, again.body.amountFen]).toEqual([201, one.amountFen]);
    expect((await close(cast.finance, again.body)).status).toBe(200);
    expect((await close(cast.clerk, again.body)).status).toBe(403);
    expect((await close(cast.contractor, again.body)).status).toBe(409);
    expect(await stateOf(filings[0] ?? '')).toBe('fee_assessed');
  });

  it('closes with a withdrawn filing and leaves the others free for a new order', async () => {
    const { order: one, filings } = await ordered(3);
    const [gone = '', ...others] = filings;
    expect((await cast.contractor.post(`/v1/elevator-filings/${gone}/withdrawal`, { reason: '停用' })).status).toBe(
      200,
    );
    expect((await cast.finance.get(`/v1/payment-orders/${one.id}`)).body.state).toBe('closed');
    const { items } = (await cast.contractor.get(`/v1/payment-orders/${one.id}/history`)).body;
    expect(items.at(-1)).toMatchObject({ event: 'release', fromState: 'created', toState: 'closed', actorId: null });
    expect((await order(cast.contractor, gone, ...others)).body).toMatchObject({ subjectIds: [gone] });
    const again = await order(cast.contractor, ...others);
    expect([again.status, again.body.allocations.length]).toEqual([201, 2]);
  });

  it('survives two filings of one order being withdrawn at once', async () => {
    const { order: one, filings } = await ordered(2);
    const answers = await Promise.all(
      filings.map((id) => cast.contractor.post(`/v1/elevator-filings/${id}/withdrawal`, {})),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await eventsOf(`/v1/payment-orders/${one.id}`)).toEqual(['create', 'release']);
  });
});

/** Deadlocks are tried again and end well, but nobody should ever run into one: subjects are locked in id order first. */
async function deadlocks({ db }: TestCity): Promise<number> {
  await db.query('SELECT pg_stat_force_next_flush()');
  const [row] = await db.query('SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()');
  return row.deadlocks;
}

/** A record that one may not see looks exactly like one that does not exist. */
function expectMissing(hidden: Answer, missing: Answer): void {
  const visible = ({ status, headers, body }: Answer): object => {
    const { 'x-request-id': _, date: __, 'content-length': ___, ...rest } = headers;
    return { status, rest, body: { ...body, traceId: '', instance: '' } };
  };
  expect(hidden.status).toBe(404);
  expect(visible(hidden)).toEqual(visible(missing));
}
