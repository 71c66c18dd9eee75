import type { Actor, Capability, Role } from '@nqi/platform/identity';
import { openEvents } from '@nqi/shared/workflow';
import { canSee, partiesOf } from './instrument.policy';
import { instrumentWorkflow } from './instrument.workflow';

const OWNER = 'owner';
const LABORATORY = 'laboratory';
const record = { ownerId: OWNER, laboratoryIds: [LABORATORY], districtCode: '370602' };

function actor(organisationId: string, role: Role, capability: Capability): Actor {
  return {
    userId: 'u',
    organisationId,
    roles: new Set([role]),
    capabilities: new Set([capability]),
    districtCode: null,
  };
}

/** Who, the prefixes of their districts, what they may cause in each state, whether they see a draft. */
const CAST: [string, Actor, string[], Record<string, string[]>, boolean][] = [
  ['owner', actor(OWNER, 'ent_admin', 'user_unit'), [], { draft: ['file'], filed: [], returned: ['file'] }, true],
  [
    'clerk of the owner',
    actor(OWNER, 'ent_user', 'user_unit'),
    [],
    { draft: ['file'], filed: [], returned: ['file'] },
    true,
  ],
  [
    'owner that is an institution',
    actor(OWNER, 'org_admin', 'institution'),
    [],
    { draft: ['file'], filed: [], returned: ['file'] },
    true,
  ],
  [
    'inspector of the owner',
    actor(OWNER, 'inspector', 'institution'),
    [],
    { draft: [], filed: [], returned: [] },
    true,
  ],
  ['laboratory', actor(LABORATORY, 'org_clerk', 'institution'), [], { draft: [], filed: [], returned: [] }, true],
  ['regulator', actor('r', 'regulator', 'regulator'), ['3706'], { draft: [], filed: ['return'], returned: [] }, false],
  ['operator', actor('p', 'operator', 'platform'), [], { draft: [], filed: [], returned: [] }, false],
];

const STRANGERS: [string, Actor, string[]][] = [
  ['another enterprise', actor('s', 'ent_admin', 'user_unit'), []],
  ['another laboratory', actor('s', 'org_admin', 'institution'), []],
  ['regulator of another city', actor('r', 'regulator', 'regulator'), ['3702']],
];

describe('an instrument', () => {
  describe.each(instrumentWorkflow.states)('%s', (state) => {
    it.each(CAST)('%s', (_, who, prefixes, open, seesDraft) => {
      expect(canSee(who, { ...record, state }, prefixes)).toBe(state !== 'draft' || seesDraft);
      // A draft that they do not see has no events for them, whatever the table says.
      if (!canSee(who, { ...record, state }, prefixes)) return;
      const events = openEvents(instrumentWorkflow, state, partiesOf(who, record, prefixes));
      expect(events.map(({ event }) => event)).toEqual(open[state]);
    });

    it.each(STRANGERS)('does not exist for %s', (_, who, prefixes) => {
      expect(canSee(who, { ...record, state }, prefixes)).toBe(false);
      expect([...partiesOf(who, record, prefixes)]).toEqual([]);
    });
  });

  it('without a district belongs to no regulator', () => {
    const nowhere = { ...record, districtCode: null, state: 'filed' as const };
    expect(canSee(actor('r', 'regulator', 'regulator'), nowhere, ['3706'])).toBe(false);
    expect([...partiesOf(actor('r', 'regulator', 'regulator'), nowhere, ['3706'])]).toEqual([]);
  });
});
