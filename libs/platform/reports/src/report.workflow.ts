import { defineWorkflow } from '@nqi/shared/workflow';

export type ReportState = 'draft' | 'returned' | 'checked' | 'approved' | 'issued';
export type ReportEvent = 'draft' | 'redraft' | 'check' | 'return' | 'approve' | 'issue';
export type ReportParty = 'author' | 'checker' | 'signatory' | 'system';

export const reportWorkflow = defineWorkflow<ReportState, ReportEvent, ReportParty>({
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
