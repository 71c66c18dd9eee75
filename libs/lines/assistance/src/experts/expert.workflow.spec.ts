import type { Actor, Role } from '@nqi/platform/identity';
import { type DomainError } from '@nqi/shared/errors';
import { nextState } from '@nqi/shared/workflow';
import { canSee, partiesOf, readsAll } from './expert.policy';
import { type ExpertEvent, type ExpertParty, type ExpertState, expertWorkflow } from './expert.workflow';

const TABLE: Record<ExpertEvent, [from: string, to: string, by: string]> = {
  apply: ['', 'applied', 'expert'],
  review: ['applied', 'reviewing', 'operator'],
  return: ['reviewing', 'applied', 'operator'],
  approve: ['reviewing', 'active', 'operator'],
  renew: ['active', 'active', 'operator'],
  suspend: ['active', 'suspended', 'operator'],
  reinstate: ['suspended', 'active', 'operator'],
  retire: ['applied reviewing active suspended', 'retired', 'expert operator'],
};

const outcome = (state: ExpertState | null, event: ExpertEvent, party: ExpertParty): string => {
  try {
    return nextState(expertWorkflow, state, event, new Set([party]));
  } catch (error) {
    return (error as DomainError).code;
  }
};

describe('expertWorkflow', () => {
  it.each(Object.keys(TABLE) as ExpertEvent[])('%s is possible exactly where and to whom the table says', (event) => {
    const [from, to, by] = TABLE[event];
    for (const state of [null, ...expertWorkflow.states]) {
      for (const party of ['expert', 'operator'] as const) {
        const reached = from.split(' ').includes(state ?? '') ? to : 'workflow.wrong_state';
        const expected = by.split(' ').includes(party) ? reached : 'workflow.not_a_party';
        expect([state, party, outcome(state, event, party)]).toEqual([state, party, expected]);
      }
    }
  });
});

describe('who sees a profile', () => {
  const actor = (userId: string, roles: Role[]): Actor => {
    return { userId, organisationId: 'o', roles: new Set(roles), capabilities: new Set(), districtCode: null };
  };
  const [self, operator, member] = [actor('x', ['expert']), actor('o', ['operator']), actor('m', ['ent_admin'])];

  it('is everybody while it is active, else the person and the operators', () => {
    for (const state of expertWorkflow.states) {
      const seen = [self, operator, member].map((one) => canSee(one, { userId: 'x', state }));
      expect([state, seen]).toEqual([state, [true, true, state === 'active']]);
    }
    expect([self, operator, member].map((one) => readsAll(one, { userId: 'x', state: 'active' }))).toEqual([
      ...[true, true, false],
    ]);
  });

  it('lets nobody review the own profile', () => {
    expect([...partiesOf(actor('x', ['operator']), { userId: 'x', state: 'applied' })]).toEqual(['expert']);
    expect([...partiesOf(operator, { userId: 'x', state: 'applied' })]).toEqual(['operator']);
    expect([...partiesOf(member, { userId: 'x', state: 'active' })]).toEqual([]);
  });
});
