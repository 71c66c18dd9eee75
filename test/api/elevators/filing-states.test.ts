import { filingWorkflow } from '@nqi/lines/elevators';
import type { FilingState } from '../../../libs/lines/elevators/src/filings/filing.workflow';
import { startCity, type TestCity } from '../../support/city';
import type { Caller } from '../../support/client';
import { given, READY_SITE, TODAY } from '../../support/given';

describe('the states of a filing over HTTP', () => {
  let city: TestCity;
  beforeAll(async () => (city = await startCity()));
  afterAll(() => city.close());

  it('are the same in the database as in the code', async () => {
    const [{ definition }] = await city.db.query(
      `SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = 'elevator_filings_state_check'`,
    );
    const stored = [...definition.matchAll(/'([a-z_]+)'/g)].map(([, state]) => state as string);
    expect(stored.toSorted()).toEqual(filingWorkflow.states.toSorted());
    expect(stored).toHaveLength(14);
  });

  it('leave a filing open in the index exactly until it is final or its report is out', async () => {
    const [{ definition }] = await city.db.query(
      `SELECT pg_get_indexdef('elevator_filings_one_open_key'::regclass) AS definition`,
    );
    const closed = [...definition.matchAll(/'([a-z_]+)'/g)].map(([, state]) => state as string);
    expect(closed.toSorted()).toEqual([...filingWorkflow.final, 'report_issued'].toSorted());
  });

  it('answer every event that comes at a wrong moment with 409 and what is possible instead', async () => {
    const { cast } = city;
    const team = { inspectorIds: [cast.inspector.userId, cast.secondInspector.userId] };
    const events: [string, string, Caller, object | undefined][] = [
      ['submit', 'submission', cast.contractor, undefined],
      ['withdraw', 'withdrawal', cast.userUnit, {}],
      ['object', 'objection', cast.userUnit, { reason: '未约定' }],
      ['require_supplement', 'supplement-request', cast.clerk, { supplementRequest: '缺' }],
      ['refuse', 'refusal', cast.clerk, { refusalReason: '缺' }],
      ['accept', 'acceptance', cast.clerk, undefined],
      ['assess_fee', 'fee-assessment', cast.finance, undefined],
      ['schedule', 'appointment', cast.clerk, { scheduledOn: TODAY, scheduledPeriod: 'morning' }],
      ['dispatch', 'dispatch', cast.admin, team],
      ['arrive', 'arrival', cast.inspector, READY_SITE],
      ['conclude', 'conclusion', cast.inspector, { inspectedOn: TODAY, items: [{ no: 1, result: 'pass' }] }],
    ];
    const routes = Object.entries(filingWorkflow.events).flatMap(([event, { route }]) => (route ? [event] : []));
    expect(events.map(([event]) => event).toSorted()).toEqual(routes.toSorted());

    const seen: FilingState[] = [];
    for (const state of ['draft', 'accepted', 'paid', 'dispatched', 'concluded'] as const) {
      const filing = await given(city).filing(state);
      expect(filing.state).toBe(state);
      for (const [event, path, caller, body] of events) {
        const { from, by } = filingWorkflow.events[event as keyof typeof filingWorkflow.events];
        const isAssigned = filing.inspectorIds.length > 0 || !(by as readonly string[]).includes('inspector');
        if (from.includes(state) || !isAssigned) continue;
        const { body: before, status } = await caller.get(`/v1/elevator-filings/${filing.id}`);
        const answer = await caller.post(`/v1/elevator-filings/${filing.id}/${path}`, body);
        if (state === 'draft' && caller.organisationId === cast.clerk.organisationId) {
          // A draft does not exist yet for the institution.
          expect([status, answer.status, answer.body.code]).toEqual([404, 404, 'record.not_found']);
          continue;
        }
        expect([state, event, answer.status, answer.body.code]).toEqual([state, event, 409, 'workflow.wrong_state']);
        expect(answer.body).toMatchObject({ event, state, from });
        expect(answer.body.openEvents).toEqual(before.openEvents.map((open: any) => open.event));
        expect((await caller.get(`/v1/elevator-filings/${filing.id}`)).body).toEqual(before);
      }
      seen.push(state);
    }
    expect(seen).toHaveLength(5);
  });

  it('are refused by the database when code would write an impossible one', async () => {
    const { id } = await given(city).filing('submitted');
    const set = (change: string): Promise<unknown> =>
      city.db.query(`UPDATE elevator_filings SET ${change} WHERE id = $1`, [id]);
    await expect(set(`state = 'lost'`)).rejects.toThrow('elevator_filings_state_check');
    await expect(set(`state = 'concluded'`)).rejects.toThrow('elevator_filings_conclusion_state_check');
    await expect(set(`number = NULL`)).rejects.toThrow('elevator_filings_number_check');
    await expect(set(`conclusion = 'perfect', state = 'concluded'`)).rejects.toThrow(
      'elevator_filings_conclusion_check',
    );
  });
});
