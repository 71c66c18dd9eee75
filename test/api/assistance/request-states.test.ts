import type { HelpRequest } from '../../../libs/lines/assistance/src/requests/help-request.entity';
import { helpRequestWorkflow } from '@nqi/lines/assistance';
import { partiesOf } from '../../../libs/lines/assistance/src/requests/help-request.policy';
import type { HelpRequestEvent } from '../../../libs/lines/assistance/src/requests/help-request.workflow';
import { canSee } from '../../../libs/lines/assistance/src/requests/visibility.policy';
import { regulatedPrefixes } from '@nqi/platform/identity';
import { startCity, type TestCity } from '../../support/city';
import type { Caller } from '../../support/client';
import { givenHelp } from '../../support/given-help';
import { actorOf, camelCased } from '../../support/seen-by';

/** A body that is right for every event that takes one. */
const BODIES: Record<string, object> = {
  ...{ triage: {}, withdrawal: {}, question: { body: '请补充图样' }, reply: { body: '图样如下' } },
  ...{ answer: { body: '答复' }, rejection: { reason: '不属于' }, transfer: { reason: '改派' } },
  ...{ declination: { reason: '出差' }, dissatisfaction: { reason: '不完整' }, reopening: { reason: '又出现' } },
  ...{ 'extension-request': { reason: '需试验' }, 'extension-refusal': { reason: '不需要' } },
};

describe('the states of a help request over HTTP', () => {
  let city: TestCity;
  const requestRow = async (id: string): Promise<HelpRequest> =>
    camelCased((await city.db.query('SELECT * FROM help_requests WHERE id = $1', [id]))[0]);
  beforeAll(async () => (city = await startCity()));
  afterAll(() => city.close());

  const events = Object.entries(helpRequestWorkflow.events).flatMap(([event, { from, by, route }]) =>
    route ? [{ event, route, from: from, by: by }] : [],
  );

  it.each(helpRequestWorkflow.states)(
    'when %s answer everybody and every event as the table and the policies say',
    async (state) => {
      const { cast } = city;
      const help = givenHelp(city);
      await help.freeExperts();
      const { id } = await help.request(state, { type: 'complaint' });
      const before = await requestRow(id);
      expect(before.state).toBe(state);
      const experts = { expertIds: [await help.expertId(cast.secondExpert)] };
      const { machineShop, operator, expert, secondExpert, regulator, hospital } = cast;
      let refused = 0;
      for (const caller of [machineShop, operator, expert, secondExpert, regulator, hospital]) {
        const actor = await actorOf(city, caller);
        const parties = partiesOf(actor, before) as ReadonlySet<string>;
        const isSeen = canSee(actor, before, regulatedPrefixes(actor));
        const read = await caller.get(`/v1/help-requests/${id}`);
        expect(read.status).toBe(isSeen ? 200 : 404);
        const mine = events.filter(({ by }) => isSeen && by.some((party) => parties.has(party)));
        const possible = mine.filter(({ from }) => from.includes(state));
        // A claim is not offered where no place is left.
        const open = possible.filter(({ event }) => event !== 'claim' || before.openPlaces > 0);
        const offered = (read.body.openEvents ?? []).map(({ event }: any) => event as string);
        expect(offered).toEqual(open.map(({ event }) => event));

        for (const one of events.filter((event) => !possible.includes(event))) {
          refused += 1;
          const answer = await help.act(caller, id, one.route, one.event === 'assign' ? experts : BODIES[one.route]);
          const ofParty = mine.includes(one) ? '409 workflow.wrong_state' : '403 workflow.not_a_party';
          const expected = isSeen ? ofParty : '404 record.not_found';
          expect([one.event, `${answer.status} ${answer.body.code}`]).toEqual([one.event, expected]);
        }
      }
      expect(refused).toBeGreaterThan(100);
      expect(await requestRow(id)).toEqual(before);
    },
    30_000,
  );

  it('are refused by the database when code would write an impossible one', async () => {
    const { id } = await givenHelp(city).request('submitted');
    const set = (change: string): Promise<unknown> =>
      city.db.query(`UPDATE help_requests SET ${change} WHERE id = $1`, [id]);
    await expect(set(`state = 'lost'`)).rejects.toThrow('help_requests_state_check');
    await expect(set(`number = NULL`)).rejects.toThrow('help_requests_number_check');
    await expect(set(`state = 'resolved'`)).rejects.toThrow('help_requests_resolved_check');
    await expect(set(`state = 'closed'`)).rejects.toThrow('help_requests_closed_check');
    await expect(set(`state = 'answered'`)).rejects.toThrow('help_requests_answer_check');
    await expect(set(`open_places = 2`)).rejects.toThrow('help_requests_places_check');
    await expect(set(`open_places = -1`)).rejects.toThrow('help_requests_places_check');
  });

  it('move once when several people cause the same event at the same moment', async () => {
    const { cast } = city;
    const help = givenHelp(city);
    const moves: [HelpRequestEvent, () => Promise<string>, Caller][] = [
      ['submit', async () => (await help.request('draft')).id, cast.machineShop],
      ['triage', async () => (await help.request('submitted')).id, cast.operator],
      ['start', async () => (await help.request('assigned')).id, cast.expert],
      ['ask', async () => (await help.request('in_service')).id, cast.expert],
      ['reply', async () => (await help.request('waiting_requester')).id, cast.machineShop],
      ['answer', async () => (await help.request('in_service')).id, cast.expert],
      ['accept', async () => (await help.request('answered')).id, cast.machineShop],
      ['dissatisfy', async () => (await help.request('answered')).id, cast.machineShop],
      ['reopen', async () => (await help.request('closed')).id, cast.machineShop],
      ['withdraw', async () => (await help.request('open')).id, cast.machineShop],
    ];
    for (const [event, prepare, caller] of moves) {
      await help.freeExperts();
      const id = await prepare();
      const route = helpRequestWorkflow.events[event].route ?? '';
      const answers = await Promise.all([1, 2, 3].map(() => help.act(caller, id, route, BODIES[route])));
      expect([event, answers.map(({ status }) => status).sort()]).toEqual([event, [200, 409, 409]]);
      const { items } = (await cast.machineShop.get(`/v1/help-requests/${id}/history`)).body;
      expect([event, items.filter((item: any) => item.event === event)]).toEqual([event, [expect.anything()]]);
    }
  });
});
