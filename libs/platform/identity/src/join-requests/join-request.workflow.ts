import { defineWorkflow, type EventOf, type PartyOf, type StateOf } from '@nqi/shared/workflow';

/**
 * Asking to belong. Of an organisation with members its administrators decide; of an unclaimed one the platform does,
 * and that decision is what makes it claimed.
 */
export const joinRequestWorkflow = defineWorkflow({
  record: 'join_request',
  states: ['open', 'approved', 'refused', 'withdrawn'],
  final: ['approved', 'refused', 'withdrawn'],
  events: {
    ask: { from: [], to: 'open', by: ['requester'] },
    submit_evidence: { from: ['open'], to: 'open', by: ['requester'], route: 'evidence' },
    approve: { from: ['open'], to: 'approved', by: ['administrator', 'reviewer'], route: 'approval' },
    refuse: { from: ['open'], to: 'refused', by: ['administrator', 'reviewer'], route: 'refusal' },
    withdraw: { from: ['open'], to: 'withdrawn', by: ['requester'], route: 'withdrawal' },
  },
});

export type JoinRequestState = StateOf<typeof joinRequestWorkflow>;
export type JoinRequestEvent = EventOf<typeof joinRequestWorkflow>;
export type JoinRequestParty = PartyOf<typeof joinRequestWorkflow>;
