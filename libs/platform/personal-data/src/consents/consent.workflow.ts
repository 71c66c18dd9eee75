import { defineWorkflow, type EventOf, type PartyOf, type StateOf } from '@nqi/shared/workflow';

/** A person's consent to one version of one text (个人信息保护法 art. 14, 15). */
export const consentWorkflow = defineWorkflow({
  record: 'consent',
  states: ['given', 'withdrawn'],
  final: ['withdrawn'],
  events: {
    give: { from: [], to: 'given', by: ['person'] },
    withdraw: { from: ['given'], to: 'withdrawn', by: ['person'], route: 'withdrawal' },
    supersede: { from: ['given'], to: 'withdrawn', by: ['system'] },
  },
});

export type ConsentState = StateOf<typeof consentWorkflow>;
export type ConsentEvent = EventOf<typeof consentWorkflow>;
export type ConsentParty = PartyOf<typeof consentWorkflow>;
