import { canSee } from '../../../libs/platform/payments/src/payment-order.policy';
import { type Cast, startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { given, TODAY } from '../../support/given';

const NOBODYS_ID = '01890000-0000-7000-8000-000000000000';

describe('putting filings on one bill', () => {
  let city: TestCity;
  let cast: Cast;
  beforeAll(async () => {
    city = await startCity();
    cast = city.cast;
  });
  afterAll(() => city.close());

  const order = (caller: Caller, ...subjectIds: string[]): Promise<Answer> =>
    caller.post('/v1/payment-orders', { kind: 'elevator_filing', subjectIds });
  const assessed = (): Promise<any> => given(city).filing('fee_assessed');

  /** A filing that the user unit files for itself. */
  async function filedByUserUnit(): Promise<string> {
    const { id: elevatorId } = await given(city).elevator();
    const { body } = await cast.userUnit.post('/v1/elevator-filings', { elevatorId, requestedOn: TODAY });
    await cast.userUnit.post(`/v1/elevator-filings/${body.id}/submission`);
    await cast.clerk.post(`/v1/elevator-filings/${body.id}/acceptance`);
    const { status } = await cast.clerk.post(`/v1/elevator-filings/${body.id}/fee-assessment`);
    expect(status).toBe(200);
    return body.id;
  }

  it('gives the contractor one order over three filings: parts make the sum, lines are those of the assessment', async () => {
    const filings = [await assessed(), await assessed(), await assessed()];
    const { status, body } = await order(cast.contractor, ...filings.map(({ id }) => id));
    expect(status).toBe(201);
    expect(body.number).toMatch(/^JF20260302\d{6}$/);
    expect(body).toMatchObject({
      ...{ kind: 'elevator_filing', state: 'created', paidOn: null, bankReference: null, chargeNature: 'operational' },
      payerId: cast.contractor.organisationId,
      payeeId: cast.clerk.organisationId,
    });
    const expected = filings.map(({ id, number, feeFen, feeLines }) => {
      return { subjectId: id, label: number, amountFen: feeFen, lines: feeLines };
    });
    expect(body.allocations).toHaveLength(3);
    expect(body.allocations).toEqual(expect.arrayContaining(expected));
    expect(body.amountFen).toBe(filings.reduce((sum, { feeFen }) => sum + feeFen, 0));
    for (const { lines, amountFen } of body.allocations) {
      expect(lines.reduce((sum: number, line: any) => sum + line.amountFen, 0)).toBe(amountFen);
    }
    expect((await cast.contractor.get(`/v1/payment-orders/${body.id}`)).body).toEqual(body);
  });

  it('lets the user unit pay for what its contractor filed', async () => {
    const { id } = await assessed();
    const { status, body } = await order(cast.userUnit, id);
    expect([status, body.payerId]).toEqual([201, cast.userUnit.organisationId]);
    // The contractor has no part in this order.
    expect((await cast.contractor.get(`/v1/payment-orders/${body.id}`)).status).toBe(404);
  });

  it('bills the party that filed when the institution makes the order', async () => {
    const { id } = await assessed();
    const { status, body } = await order(cast.clerk, id);
    expect([status, body.payerId]).toEqual([201, cast.contractor.organisationId]);
    expect(body.openEvents).toEqual([]);
    const own = await order(cast.clerk, await filedByUserUnit());
    expect([own.status, own.body.payerId]).toEqual([201, cast.userUnit.organisationId]);
  });

  it('names the subjects that are missing, foreign or not assessed yet, and orders nothing', async () => {
    const good = await assessed();
    const early = await given(city).filing('accepted');
    const refused = await order(cast.contractor, good.id, NOBODYS_ID, early.id);
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ code: 'payments.unknown_subject', subjectIds: [NOBODYS_ID, early.id] });
    const foreign = await order(cast.stranger, good.id);
    expect(foreign.body).toMatchObject({ code: 'payments.unknown_subject', subjectIds: [good.id] });
    expect((await order(cast.contractor, good.id)).status).toBe(201);
  });

  it('puts neither two payers nor two institutions on one bill', async () => {
    const [byContractor, byUserUnit] = [(await assessed()).id, await filedByUserUnit()];
    const mixed = await order(cast.clerk, byContractor, byUserUnit);
    expect([mixed.status, mixed.body.code]).toEqual([422, 'payments.mixed_order']);
    const institution = await cast.operator.post('/v1/organisations', {
      name: '第二检验机构（测试）',
      uscc: '12370600494301786X',
      capabilities: ['institution'],
      isUsccOverridden: true,
    });
    expect(institution.status).toBe(201);
    const moved = await assessed();
    await city.db.query('UPDATE elevator_filings SET institution_id = $1 WHERE id = $2', [
      institution.body.id,
      moved.id,
    ]);
    const across = await order(cast.contractor, byContractor, moved.id);
    expect([across.status, across.body.code]).toEqual([422, 'payments.mixed_order']);
    expect((await order(cast.contractor, byContractor)).status).toBe(201);
  });

  it('says which order a filing already stands in', async () => {
    const [first, second] = [await assessed(), await assessed()];
    const { body } = await order(cast.contractor, first.id);
    const again = await order(cast.contractor, first.id, second.id);
    expect(again.status).toBe(409);
    const existing = [{ subjectId: first.id, href: `/v1/payment-orders/${body.id}` }];
    expect(again.body).toMatchObject({ code: 'payments.already_ordered', existing });
    expect((await order(cast.contractor, second.id)).status).toBe(201);
  });

  it('makes one order when contractor, user unit and clerk order the same filings at once, in any sequence', async () => {
    const [a, b] = [(await assessed()).id, (await assessed()).id];
    // Without open connections the requests would queue up for them and come one after the other.
    await Promise.all(Array.from({ length: 8 }, () => cast.finance.get('/v1/payment-orders')));
    const answers = await Promise.all([
      order(cast.contractor, a, b),
      order(cast.userUnit, b, a),
      order(cast.clerk, a, b),
      order(cast.contractor, b, a),
    ]);
    const outcomes = answers.map(({ status, body }) => `${status} ${body.code ?? ''}`).sort();
    expect(outcomes).toEqual(['201 ', ...Array<string>(3).fill('409 payments.already_ordered')]);
    const live = await city.db.query(
      'SELECT subject_id FROM payment_allocations WHERE subject_id = ANY($1) AND is_live',
      [[a, b]],
    );
    expect(live).toHaveLength(2);
  });

  it('keeps one live order for each filing by an index, whoever writes', async () => {
    const { id } = await assessed();
    const { body } = await order(cast.contractor, id);
    const copy = `INSERT INTO payment_allocations SELECT gen_random_uuid(), order_id, kind, subject_id, label, amount_fen,
      lines, $2 FROM payment_allocations WHERE order_id = $1`;
    await expect(city.db.query(copy, [body.id, true])).rejects.toMatchObject({
      ...{ code: '23505', constraint: 'payment_allocations_one_live_key' },
    });
    // Not the index speaks now, but the sum at the end of the transaction.
    await expect(city.db.query(copy, [body.id, false])).rejects.toMatchObject({
      constraint: 'payment_orders_allocated_check',
    });
  });

  it.each<[string, unknown, string, string]>([
    ['no body', undefined, '/kind', 'field.required'],
    ['an unknown kind', { kind: 'parking', subjectIds: [NOBODYS_ID] }, '/kind', 'field.not_allowed'],
    ['no subjects', { kind: 'elevator_filing', subjectIds: [] }, '/subjectIds', 'field.too_few'],
    ['null', { kind: 'elevator_filing', subjectIds: null }, '/subjectIds', 'field.wrong_type'],
    ['a text', { kind: 'elevator_filing', subjectIds: 'x' }, '/subjectIds', 'field.wrong_type'],
    ['no ids', { kind: 'elevator_filing', subjectIds: ['x'] }, '/subjectIds', 'field.wrong_type'],
    ['one twice', { kind: 'elevator_filing', subjectIds: [NOBODYS_ID, NOBODYS_ID] }, '/subjectIds', 'field.repeated'],
    ['too many', { kind: 'k', subjectIds: Array.from({ length: 501 }, (_, n) => `${n}`) }, '/subjectIds', ''],
    ['an unknown key', { kind: 'k', subjectIds: [NOBODYS_ID], amountFen: 1 }, '/amountFen', 'field.unknown'],
    ['too long a kind', { kind: 'k'.repeat(51), subjectIds: [NOBODYS_ID] }, '/kind', 'field.too_long'],
  ])('refuses %s with the place of it', async (_, body, pointer, code) => {
    const { status, body: problem } = await cast.contractor.post('/v1/payment-orders', body);
    expect([status, problem.code]).toEqual([400, 'request.invalid']);
    expect(problem.errors.map((error: any) => error.pointer)).toContain(pointer);
    if (code) expect(problem.errors).toContainEqual(expect.objectContaining({ pointer, code }));
  });

  it('lets nobody order who has nothing to do with money', async () => {
    const { id } = await assessed();
    expect((await order(cast.nobody, id)).status).toBe(401);
    for (const caller of [cast.inspector, cast.checker, cast.regulator, cast.operator]) {
      const { status, body } = await order(caller, id);
      expect([status, body.code]).toEqual([403, 'access.forbidden']);
    }
  });

  it('lists to everybody of the cast exactly the orders that they may see', async () => {
    const orders = await city.db.query('SELECT id, payer_id AS "payerId", payee_id AS "payeeId" FROM payment_orders');
    const seen = new Map<string, number>();
    for (const [role, caller] of Object.entries(cast)) {
      if (caller === cast.nobody) continue;
      const listed = await allIds(caller, '/v1/payment-orders?limit=3');
      const visible = orders.filter((one: any) => canSee({ organisationId: caller.organisationId } as never, one));
      expect({ role, ids: [...listed].sort() }).toEqual({ role, ids: visible.map(({ id }: any) => id).sort() });
      seen.set(role, listed.length);
    }
    expect([seen.get('finance'), seen.get('stranger'), seen.get('regulator')]).toEqual([orders.length, 0, 0]);
    expect(seen.get('contractor')).toBeGreaterThan(3);
    expect(seen.get('userUnit')).toBeGreaterThan(0);
  });

  it('filters the list by state and refuses what it does not know', async () => {
    const paid = await given(city).filing('paid');
    const { body } = await cast.finance.get('/v1/payment-orders?state=paid&limit=100');
    const [{ order_id: id }] = await city.db.query('SELECT order_id FROM payment_allocations WHERE subject_id = $1', [
      paid.id,
    ]);
    expect(body.items.map((item: any) => [item.id, item.state])).toEqual([[id, 'paid']]);
    for (const query of ['state=gone', 'payer=x', 'limit=101', 'limit=0']) {
      expect((await cast.finance.get(`/v1/payment-orders?${query}`)).body.code).toBe('request.invalid');
    }
    expect((await cast.finance.get('/v1/payment-orders?cursor=x')).body.code).toBe('request.bad_cursor');
  });
});

/** Walks all pages. */
async function allIds(caller: Caller, path: string): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body } = await caller.get(cursor ? `${path}&cursor=${cursor}` : path);
    ids.push(...body.items.map(({ id }: { id: string }) => id));
    cursor = body.nextCursor;
  }
  return ids;
}
