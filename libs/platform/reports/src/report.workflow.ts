import { defineWorkflow, type EventOf, type PartyOf, type StateOf } from '@nqi/shared/workflow';

/** The four-eyes life of a report. */
export const reportWorkflow = defineWorkflow({
  record: 'report',
  states: ['draft', 'returned', 'checked', 'approved', 'issued'],
  final: ['issued'],
  events: {
    draft: { from: [], to: 'draft', by: ['author'] },
    check: { from: ['draft'], to: 'checked', by: ['checker'], route: 'check' },
    return: { from: ['draft', 'checked'], to: 'returned', by: ['checker', 'signatory'], route: 'return' },
    redraft: { from: ['returned'], to: 'draft', by: ['author'] },
    approve: { from: ['checked'], to: 'approved', by: ['signatory'], route: 'approval' },
    // The typeset file is stored.
    issue: { from: ['approved'], to: 'issued', by: ['system'] },
  },
});

export type ReportState = StateOf<typeof reportWorkflow>;
export type ReportEvent = EventOf<typeof reportWorkflow>;
export type ReportParty = PartyOf<typeof reportWorkflow>;
