import type { Actor, Role } from '@nqi/platform/identity';
import { nextState, openEvents } from '@nqi/shared/workflow';
import { type OrderEvent, type OrderParty, type OrderState, orderWorkflow } from './order.workflow';
import { canSee, partiesOf } from './order.policy';

const { states, events } = orderWorkflow;
const names = Object.keys(events) as OrderEvent[];
const parties: OrderParty[] = ['client', 'client_admin', 'laboratory_clerk', 'laboratory_admin', 'system'];

/** HANDBOOK §12.1: who may do what from where, and where it leads. */
const TABLE: Record<OrderEvent, [from: string, to: string, by: string]> = {
  create: ['', 'draft', 'client'],
  submit: ['draft returned_for_change', 'submitted', 'client'],
  return: ['submitted', 'returned_for_change', 'laboratory_clerk'],
  reject: ['submitted', 'rejected', 'laboratory_clerk laboratory_admin'],
  quote: ['submitted', 'quoted', 'laboratory_clerk'],
  accept_free: ['submitted', 'accepted', 'laboratory_clerk'],
  approve_quote: ['quoted', 'accepted', 'client_admin'],
  refuse_quote: ['quoted', 'cancelled', 'client_admin'],
  expire_quote: ['quoted', 'cancelled', 'system'],
  schedule: ['accepted', 'awaiting_sample', 'client laboratory_clerk'],
  reschedule: ['awaiting_sample', 'awaiting_sample', 'client laboratory_clerk'],
  agree_visit: ['accepted', 'in_progress', 'laboratory_clerk'],
  receive: ['awaiting_sample in_progress', 'in_progress', 'laboratory_clerk'],
  lapse: ['awaiting_sample', 'cancelled', 'system'],
  complete: ['in_progress', 'completed', 'system'],
  close: ['completed', 'closed', 'client laboratory_clerk'],
  cancel: [
    'draft submitted returned_for_change quoted accepted awaiting_sample',
    ...(['cancelled', 'client_admin'] as const),
  ],
};

function outcome(state: OrderState | null, event: OrderEvent, party: OrderParty): string {
  try {
    return nextState(orderWorkflow, state, event, new Set([party]));
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('the life of an order', () => {
  it.each(names)('%s: in every state, by every party', (event) => {
    const [from, to, by] = TABLE[event];
    for (const state of [null, ...states] as (OrderState | null)[]) {
      for (const party of parties) {
        const isHere = state === null ? from === '' : from.split(' ').includes(state);
        const expected = !by.split(' ').includes(party) ? 'workflow.not_a_party' : isHere ? to : 'workflow.wrong_state';
        expect([event, state, party, outcome(state, event, party)]).toEqual([event, state, party, expected]);
      }
    }
  });

  it('offers the client and the laboratory what they can do', () => {
    const offered = (state: OrderState, ...who: OrderParty[]): string[] =>
      openEvents(orderWorkflow, state, new Set(who)).map(({ event }) => event);
    expect(offered('submitted', 'laboratory_clerk')).toEqual(['return', 'reject', 'quote', 'accept_free']);
    expect(offered('quoted', 'client', 'client_admin')).toEqual(['approve_quote', 'refuse_quote', 'cancel']);
    expect(offered('completed', 'client')).toEqual(['close']);
  });
});

describe('the parties of an order', () => {
  const actor = (organisationId: string, ...roles: Role[]): Actor => {
    return { userId: 'u', organisationId, roles: new Set(roles), capabilities: new Set(), districtCode: null };
  };
  const order = { clientId: 'client', laboratoryId: 'laboratory', districtCode: '370602', number: 'WT1' };

  it.each([
    [actor('client', 'ent_admin'), 'client client_admin'],
    [actor('client', 'ent_user'), 'client'],
    [actor('client', 'org_admin'), 'client client_admin'],
    [actor('client', 'finance'), ''],
    [actor('laboratory', 'org_clerk'), 'laboratory_clerk'],
    [actor('laboratory', 'org_admin'), 'laboratory_admin'],
    [actor('laboratory', 'inspector'), ''],
    [actor('elsewhere', 'ent_admin', 'org_clerk', 'org_admin'), ''],
  ])('%#: %s', (who, expected) => {
    expect([...partiesOf(who, order)].join(' ')).toBe(expected);
  });

  it.each([
    [actor('client', 'ent_user'), [], true, true],
    [actor('laboratory', 'inspector'), [], false, true],
    [actor('platform', 'operator'), [], false, true],
    [actor('regulator', 'regulator'), ['3706'], false, true],
    [actor('regulator', 'regulator'), ['3702'], false, false],
    [actor('elsewhere', 'ent_admin'), [], false, false],
  ])('%#: sees a draft, sees a submitted order', (who, prefixes, seesDraft, seesSubmitted) => {
    expect(canSee(who, { ...order, number: null }, prefixes)).toBe(seesDraft);
    expect(canSee(who, order, prefixes)).toBe(seesSubmitted);
    expect(canSee(who, { ...order, districtCode: null }, prefixes)).toBe(seesSubmitted && prefixes.length === 0);
  });
});
