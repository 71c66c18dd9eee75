import { defineWorkflow, type EventOf, type PartyOf, type StateOf } from '@nqi/shared/workflow';

/**
 * 委托: what one organisation lets another do for it. Offered by either side, accepted by the other. That an active
 * mandate has not begun, or is over, is said by its dates alone; `ended` only writes it down.
 */
export const mandateWorkflow = defineWorkflow({
  record: 'mandate',
  states: ['offered', 'active', 'declined', 'withdrawn', 'revoked', 'ended'],
  final: ['declined', 'withdrawn', 'revoked', 'ended'],
  events: {
    offer: { from: [], to: 'offered', by: ['offeror'] },
    accept: { from: ['offered'], to: 'active', by: ['offeree'], route: 'acceptance' },
    decline: { from: ['offered'], to: 'declined', by: ['offeree'], route: 'refusal' },
    withdraw: { from: ['offered'], to: 'withdrawn', by: ['offeror'], route: 'withdrawal' },
    revoke: { from: ['active'], to: 'revoked', by: ['mandator', 'holder'], route: 'revocation' },
    end: { from: ['offered', 'active'], to: 'ended', by: ['system'] },
  },
});

export type MandateState = StateOf<typeof mandateWorkflow>;
export type MandateEvent = EventOf<typeof mandateWorkflow>;
export type MandateParty = PartyOf<typeof mandateWorkflow>;
