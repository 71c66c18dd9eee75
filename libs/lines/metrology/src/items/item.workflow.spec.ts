import type { Actor, Role } from '@nqi/platform/identity';
import { nextState } from '@nqi/shared/workflow';
import { type ItemEvent, type ItemParty, type ItemState, itemWorkflow } from './item.workflow';
import { partiesOf } from './item.policy';

const { states, events } = itemWorkflow;
const names = Object.keys(events) as ItemEvent[];
const parties: ItemParty[] = ['client', 'laboratory_clerk', 'laboratory_admin', 'verifier', 'tester', 'system'];

/** HANDBOOK §12.1b: who may do what from where, and where it leads. */
const TABLE: Record<ItemEvent, [from: string, to: string, by: string]> = {
  create: ['', 'pending', 'client'],
  receive: ['pending', 'received', 'system'],
  assign: ['received assigned', 'assigned', 'laboratory_clerk laboratory_admin'],
  enter_result: ['assigned', 'result_entered', 'verifier'],
  enter_test_result: ['assigned', 'result_entered', 'tester'],
  check: ['result_entered', 'checked', 'system'],
  approve: ['checked', 'approved', 'system'],
  return_result: ['result_entered checked', 'assigned', 'system'],
  certify_pass: ['approved', 'certified_pass', 'system'],
  certify_fail: ['approved', 'certified_fail', 'system'],
  calibrate: ['approved', 'calibrated', 'system'],
  report_test: ['approved', 'reported', 'system'],
  give_up: ['pending received assigned', 'not_done', 'laboratory_clerk'],
  drop: ['pending', 'not_done', 'system'],
  hand_back: ['certified_pass certified_fail calibrated reported not_done', 'handed_back', 'laboratory_clerk'],
};

function outcome(state: ItemState | null, event: ItemEvent, party: ItemParty): string {
  try {
    return nextState(itemWorkflow, state, event, new Set([party]));
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('the life of an item', () => {
  it.each(names)('%s: in every state, by every party', (event) => {
    const [from, to, by] = TABLE[event];
    for (const state of [null, ...states] as (ItemState | null)[]) {
      for (const party of parties) {
        const isHere = state === null ? from === '' : from.split(' ').includes(state);
        const reached = isHere ? to : 'workflow.wrong_state';
        const expected = by.split(' ').includes(party) ? reached : 'workflow.not_a_party';
        expect([event, state, party, outcome(state, event, party)]).toEqual([event, state, party, expected]);
      }
    }
  });

  it('is measured only by the verifier to whom it was given', () => {
    const actor = (userId: string, organisationId: string, ...roles: Role[]): Actor => {
      return { userId, organisationId, roles: new Set(roles), capabilities: new Set(), districtCode: null };
    };
    const item = { laboratoryId: 'laboratory', verifierId: 'verifier', service: 'calibration' } as const;
    expect([...partiesOf(actor('verifier', 'laboratory', 'inspector'), item)]).toEqual(['verifier']);
    const sample = { ...item, service: 'testing' } as const;
    expect([...partiesOf(actor('verifier', 'laboratory', 'inspector'), sample)]).toEqual(['tester']);
    expect([...partiesOf(actor('other', 'laboratory', 'inspector'), item)]).toEqual([]);
    expect([...partiesOf(actor('verifier', 'laboratory', 'org_clerk'), item)]).toEqual(['laboratory_clerk']);
    expect([...partiesOf(actor('verifier', 'elsewhere', 'inspector', 'org_admin'), item)]).toEqual([]);
  });
});
