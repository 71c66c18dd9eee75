import { itemWorkflow } from '../../../libs/lines/metrology/src/items/item.workflow';
import { orderWorkflow } from '../../../libs/lines/metrology/src/orders/order.workflow';
import type { Caller } from '../../support/client';
import { startCity, type TestCity } from '../../support/city';
import { TODAY } from '../../support/given';
import { asGauge, GAUGE, gaugeReadings, ok, orderLife, type OrderLife } from './order-life';

const SOME_ID = '01890000-0000-7000-8000-000000000000';

describe('the states of orders and items over HTTP', () => {
  let city: TestCity;
  let life: OrderLife;
  beforeAll(async () => {
    city = await startCity();
    life = orderLife(city);
  });
  afterAll(() => city.close());

  /** An order in each state that people can bring it to. */
  async function inStates(): Promise<Record<string, any>> {
    const own = (): Promise<any> => life.instrument({ ...GAUGE, purpose: 'other' });
    const submitted = async (): Promise<any> => life.submit((await life.draft([await own()])).id);
    const { metrologyClerk: clerk, hospital } = city.cast;
    const post = async (caller: Caller, id: string, event: string, body?: object): Promise<any> =>
      ok(await caller.post(`/v1/metrology-orders/${id}/${event}`, body));
    const quoted = async (): Promise<any> => life.offer(await submitted(), 'JJG 52-2013');
    const accepted = async (): Promise<any> => post(hospital, (await quoted()).id, 'quotation-approval');
    const { id: windowId } = await life.window();
    const completed = await life.received([await own()], 'JJG 52-2013');
    ok(await clerk.post(`/v1/metrology-items/${completed.items[0].id}/non-performance`, { reason: '破损' }));
    return {
      draft: await life.draft([await own()]),
      submitted: await submitted(),
      returned_for_change: await post(clerk, (await submitted()).id, 'change-request', { changeRequest: '缺' }),
      rejected: await post(clerk, (await submitted()).id, 'rejection', { rejectionReason: '缺' }),
      quoted: await quoted(),
      accepted: await accepted(),
      awaiting_sample: await post(hospital, (await accepted()).id, 'delivery-appointment', { windowId }),
      in_progress: await life.received([await own()], 'JJG 52-2013'),
      completed,
      cancelled: await post(hospital, (await submitted()).id, 'order-cancellation', {}),
    };
  }

  it('answer every event of an order that comes at a wrong moment with 409 and what is possible instead', async () => {
    const { hospital, metrologyClerk: clerk, metrologyAdmin } = city.cast;
    const lines = [{ itemId: SOME_ID, capabilityId: SOME_ID }];
    const events: [string, Caller, object | undefined][] = [
      ['submit', hospital, undefined],
      ['return', clerk, { changeRequest: '缺' }],
      ['reject', metrologyAdmin, { rejectionReason: '缺' }],
      ['quote', clerk, { lines }],
      ['accept_free', clerk, { lines }],
      ['approve_quote', hospital, undefined],
      ['refuse_quote', hospital, {}],
      ['schedule', hospital, { windowId: SOME_ID }],
      ['reschedule', hospital, { windowId: SOME_ID }],
      ['agree_visit', clerk, { visitOn: TODAY }],
      ['receive', clerk, { items: [{ itemId: SOME_ID, condition: '好' }] }],
      ['close', hospital, undefined],
      ['cancel', hospital, {}],
    ];
    const table = orderWorkflow.events as Record<string, { from: readonly string[]; route?: string }>;
    const routed = Object.entries(table).flatMap(([event, { route }]) => (route ? [event] : []));
    expect(events.map(([event]) => event).toSorted()).toEqual(routed.toSorted());

    let asked = 0;
    for (const [state, order] of Object.entries(await inStates())) {
      const address = `/v1/metrology-orders/${order.id}`;
      for (const [event, caller, body] of events) {
        const { from = [], route } = table[event] ?? {};
        if (from.includes(state)) continue;
        asked += 1;
        await expectRefused(caller, { address, event, route, body, state });
      }
      // Who belongs to neither side learns nothing; who belongs to one but has another task is told so.
      expect((await city.cast.stranger.post(`${address}/order-closure`)).status).toBe(404);
      const finance = await city.cast.metrologyFinance.post(`${address}/order-closure`);
      expect([state, finance.status]).toEqual([state, state === 'draft' ? 404 : 403]);
    }
    expect(asked).toBeGreaterThan(90);
  });

  interface Asked {
    address: string;
    event: string;
    route?: string;
    body?: object;
    state: string;
  }

  /** At a wrong moment nothing changes, and the caller is told what is possible instead; a draft is hidden. */
  async function expectRefused(caller: Caller, { address, event, route, body, state }: Asked): Promise<void> {
    const before = await caller.get(address);
    const answer = await caller.post(`${address}/${route}`, body);
    if (state === 'draft' && caller !== city.cast.hospital) {
      expect([event, before.status, answer.status]).toEqual([event, 404, 404]);
      return;
    }
    expect([state, before.body.state]).toEqual([state, state]);
    expect([state, event, answer.status, answer.body.code]).toEqual([state, event, 409, 'workflow.wrong_state']);
    expect(answer.body.openEvents).toEqual(before.body.openEvents.map((open: any) => open.event));
    expect((await caller.get(address)).body).toEqual(before.body);
  }

  it('answer every event of an item that comes at a wrong moment with 409', async () => {
    const { cast } = city;
    const order = await life.received(
      [await life.instrument(), await life.instrument(), await life.instrument()],
      'JJG 52-2013',
    );
    const [received, assigned, entered] = order.items;
    await life.assign(assigned.id);
    await life.result(entered.id, asGauge(gaugeReadings()));
    const readings = { performedOn: TODAY, place: '所内', temperatureC: '20', humidityPercent: '50' };
    const result = { ...readings, standardIds: [SOME_ID], ...asGauge(gaugeReadings()) };
    const events: [string, Caller, object][] = [
      ['assign', cast.metrologyAdmin, { verifierId: cast.verifier.userId }],
      ['enter_result', cast.verifier, result],
      ['give_up', cast.metrologyClerk, { reason: '破损' }],
      ['hand_back', cast.metrologyClerk, {}],
    ];
    const table = itemWorkflow.events as Record<string, { from: readonly string[]; route?: string }>;
    // What is entered of a sample has a story of its own, in testing.test.ts.
    const routed = Object.keys(table).filter((event) => table[event]?.route && event !== 'enter_test_result');
    expect(events.map(([event]) => event).toSorted()).toEqual(routed.toSorted());
    let asked = 0;
    for (const { id } of [received, assigned, entered]) {
      const { state } = (await cast.verifier.get(`/v1/metrology-items/${id}`)).body;
      for (const [event, caller, body] of events) {
        const { from = [], route } = table[event] ?? {};
        if (from.includes(state) || (event === 'enter_result' && state === 'received')) continue;
        const answer = await caller.post(`/v1/metrology-items/${id}/${route}`, body);
        expect([state, event, answer.status, answer.body.code]).toEqual([state, event, 409, 'workflow.wrong_state']);
        asked += 1;
      }
      const foreign = await cast.secondVerifier.post(`/v1/metrology-items/${id}/result`, result);
      expect([foreign.status, foreign.body.code]).toEqual([403, 'workflow.not_a_party']);
      expect((await cast.laboratory.post(`/v1/metrology-items/${id}/hand-back`, {})).status).toBe(404);
    }
    expect(asked).toBe(6);
  });

  it('are refused by the database when code would write an impossible one', async () => {
    const { id, items } = await life.received([await life.instrument()], 'JJG 52-2013');
    const order = (change: string): Promise<unknown> =>
      city.db.query(`UPDATE metrology_orders SET ${change} WHERE id = $1`, [id]);
    const item = (change: string): Promise<unknown> =>
      city.db.query(`UPDATE metrology_items SET ${change} WHERE id = $1`, [items[0].id]);
    await expect(order(`state = 'lost'`)).rejects.toThrow('metrology_orders_state_check');
    await expect(order(`number = NULL`)).rejects.toThrow('metrology_orders_number_check');
    await expect(order(`total_fen = NULL`)).rejects.toThrow('metrology_orders_quote_check');
    await expect(order(`expected_on = NULL`)).rejects.toThrow('metrology_orders_expected_check');
    await expect(order(`settled_at = now()`)).rejects.toThrow('metrology_orders_settled_check');
    await expect(item(`price_fen = 1`)).rejects.toThrow('metrology_items_free_check');
    await expect(item(`sample_no = NULL`)).rejects.toThrow('metrology_items_received_check');
    await expect(item(`state = 'assigned'`)).rejects.toThrow('metrology_items_verifier_check');
    await expect(item(`state = 'not_done'`)).rejects.toThrow('metrology_items_not_done_check');
    await expect(item(`state = 'handed_back'`)).rejects.toThrow('metrology_items_handed_back_check');
    await expect(
      city.db.query(`UPDATE metrology_items SET state = 'checked', verifier_id = $2 WHERE id = $1`, [
        ...[items[0].id, city.cast.verifier.userId],
      ]),
    ).rejects.toThrow('metrology_items_measured_check');
  });
});
