import { defineWorkflow, type EventOf, type PartyOf, type StateOf } from '@nqi/shared/workflow';

/** The four-eyes life of a report, and what becomes of it once it is out (HANDBOOK 12.6). */
export const reportWorkflow = defineWorkflow({
  record: 'report',
  states: [
    ...['draft', 'returned', 'checked', 'approved', 'issued'],
    ...['superseded', 'revoked', 'archived', 'withdrawn'],
  ],
  final: ['archived', 'withdrawn'],
  events: {
    draft: { from: [], to: 'draft', by: ['author'] },
    // A new report that will replace one that is out, with corrected particulars.
    amend: { from: [], to: 'draft', by: ['signatory'] },
    check: { from: ['draft'], to: 'checked', by: ['checker'], route: 'check' },
    return: { from: ['draft', 'checked'], to: 'returned', by: ['checker', 'signatory'], route: 'return' },
    redraft: { from: ['returned'], to: 'draft', by: ['author', 'amender'] },
    approve: { from: ['checked'], to: 'approved', by: ['signatory'], route: 'approval' },
    // The typeset file is stored.
    issue: { from: ['approved'], to: 'issued', by: ['system'] },
    // Its amendment was issued.
    supersede: { from: ['issued'], to: 'superseded', by: ['system'] },
    // By a revocation that two people agreed on, or that the regulator ordered.
    revoke: { from: ['issued'], to: 'revoked', by: ['system'] },
    // Only an amendment: nobody waits for it, while a subject waits for its first report.
    withdraw: { from: ['draft', 'returned', 'checked'], to: 'withdrawn', by: ['amender'], route: 'withdrawal' },
    // What it would have replaced is no longer in force.
    lapse: { from: ['draft', 'returned', 'checked', 'approved'], to: 'withdrawn', by: ['system'] },
    archive: { from: ['issued', 'superseded', 'revoked'], to: 'archived', by: ['system'] },
  },
});

export type ReportState = StateOf<typeof reportWorkflow>;
export type ReportEvent = EventOf<typeof reportWorkflow>;
export type ReportParty = PartyOf<typeof reportWorkflow>;
