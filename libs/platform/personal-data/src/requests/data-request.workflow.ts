import { defineWorkflow, type EventOf, type PartyOf, type StateOf } from '@nqi/shared/workflow';

/**
 * What a person asks about the own data (个人信息保护法 art. 44-47): access is granted at once, a correction and a
 * deletion are decided by the platform.
 */
export const dataRequestWorkflow = defineWorkflow({
  record: 'data_request',
  states: ['submitted', 'approved', 'refused', 'withdrawn', 'done'],
  final: ['refused', 'withdrawn', 'done'],
  events: {
    submit: { from: [], to: 'submitted', by: ['person'] },
    grant: { from: ['submitted'], to: 'approved', by: ['system'] },
    approve: { from: ['submitted'], to: 'approved', by: ['operator'], route: 'approval' },
    refuse: { from: ['submitted'], to: 'refused', by: ['operator'], route: 'refusal' },
    withdraw: { from: ['submitted'], to: 'withdrawn', by: ['person'], route: 'withdrawal' },
    complete: { from: ['approved'], to: 'done', by: ['system'] },
  },
});

export type DataRequestState = StateOf<typeof dataRequestWorkflow>;
export type DataRequestEvent = EventOf<typeof dataRequestWorkflow>;
export type DataRequestParty = PartyOf<typeof dataRequestWorkflow>;
