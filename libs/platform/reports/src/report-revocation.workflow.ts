import { defineWorkflow, type EventOf, type PartyOf, type StateOf } from '@nqi/shared/workflow';

/** 撤销: signatory and administrator together, by a rule the signatory alone, or the regulator by order. */
export const reportRevocationWorkflow = defineWorkflow({
  record: 'report_revocation',
  states: ['proposed', 'effective', 'refused', 'withdrawn'],
  final: ['effective', 'refused', 'withdrawn'],
  events: {
    propose: { from: [], to: 'proposed', by: ['signatory', 'administrator'] },
    // Where the rule lets one person revoke.
    decide: { from: [], to: 'effective', by: ['signatory'] },
    order: { from: [], to: 'effective', by: ['regulator'] },
    confirm: { from: ['proposed'], to: 'effective', by: ['confirmer'], route: 'confirmation' },
    refuse: { from: ['proposed'], to: 'refused', by: ['confirmer'], route: 'refusal' },
    withdraw: { from: ['proposed'], to: 'withdrawn', by: ['proposer'], route: 'withdrawal' },
    // The report is replaced, or revoked by order, meanwhile.
    lapse: { from: ['proposed'], to: 'withdrawn', by: ['system'] },
  },
});

export type ReportRevocationState = StateOf<typeof reportRevocationWorkflow>;
export type ReportRevocationEvent = EventOf<typeof reportRevocationWorkflow>;
export type ReportRevocationParty = PartyOf<typeof reportRevocationWorkflow>;
