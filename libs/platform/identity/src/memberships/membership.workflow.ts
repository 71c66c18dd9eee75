import { defineWorkflow, type EventOf, type PartyOf, type StateOf } from '@nqi/shared/workflow';

/** Belonging to an organisation. Who comes back gets another membership; the one before stays as it ended. */
export const membershipWorkflow = defineWorkflow({
  record: 'membership',
  states: ['active', 'ended'],
  final: ['ended'],
  events: {
    join: { from: [], to: 'active', by: ['system'] },
    leave: { from: ['active'], to: 'ended', by: ['member'], route: 'departure' },
    remove: { from: ['active'], to: 'ended', by: ['administrator'], route: 'removal' },
  },
});

export type MembershipState = StateOf<typeof membershipWorkflow>;
export type MembershipEvent = EventOf<typeof membershipWorkflow>;
export type MembershipParty = PartyOf<typeof membershipWorkflow>;
