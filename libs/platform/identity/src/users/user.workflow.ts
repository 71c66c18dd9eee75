import { defineWorkflow, type EventOf, type PartyOf, type StateOf } from '@nqi/shared/workflow';

/** The standing of an account. A suspended person keeps everything and may do nothing. */
export const userWorkflow = defineWorkflow({
  record: 'user',
  states: ['active', 'suspended'],
  final: [],
  events: {
    enter: { from: [], to: 'active', by: ['system'] },
    suspend: { from: ['active'], to: 'suspended', by: ['security_admin'], route: 'suspension' },
    reinstate: { from: ['suspended'], to: 'active', by: ['security_admin'], route: 'reinstatement' },
  },
});

export type UserState = StateOf<typeof userWorkflow>;
export type UserEvent = EventOf<typeof userWorkflow>;
export type UserParty = PartyOf<typeof userWorkflow>;
