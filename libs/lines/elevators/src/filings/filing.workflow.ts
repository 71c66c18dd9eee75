import { defineWorkflow, type EventOf, type PartyOf, type StateOf } from '@nqi/shared/workflow';

const enterprise = ['use_unit', 'maintenance_unit'] as const;

/** 报检 from the draft to the archive; rectification, re-inspection, deferral and disputes come later. */
export const filingWorkflow = defineWorkflow({
  record: 'elevator_filing',
  states: [
    ...['draft', 'submitted', 'supplement_required', 'not_accepted', 'accepted', 'fee_assessed', 'paid'],
    ...['scheduled', 'dispatched', 'on_site', 'concluded', 'report_issued', 'archived', 'withdrawn'],
  ],
  final: ['not_accepted', 'archived', 'withdrawn'],
  events: {
    create: { from: [], to: 'draft', by: enterprise },
    // A row of a batch: created and submitted at once.
    file: { from: [], to: 'submitted', by: enterprise },
    submit: { from: ['draft', 'supplement_required'], to: 'submitted', by: enterprise, route: 'submission' },
    require_supplement: {
      from: ['submitted'],
      to: 'supplement_required',
      by: ['institution_clerk'],
      route: 'supplement-request',
    },
    refuse: { from: ['submitted'], to: 'not_accepted', by: ['institution_clerk'], route: 'refusal' },
    accept: { from: ['submitted'], to: 'accepted', by: ['institution_clerk'], route: 'acceptance' },
    assess_fee: {
      from: ['accepted'],
      to: 'fee_assessed',
      by: ['institution_clerk', 'institution_finance'],
      route: 'fee-assessment',
    },
    settle: { from: ['fee_assessed'], to: 'paid', by: ['system'] },
    schedule: { from: ['paid'], to: 'scheduled', by: ['institution_clerk'], route: 'appointment' },
    dispatch: { from: ['scheduled'], to: 'dispatched', by: ['institution_admin'], route: 'dispatch' },
    arrive: { from: ['dispatched'], to: 'on_site', by: ['inspector'], route: 'arrival' },
    conclude: { from: ['on_site'], to: 'concluded', by: ['inspector'], route: 'conclusion' },
    // Checker or signatory sent the report back: the inspector concludes again.
    return_report: { from: ['concluded'], to: 'on_site', by: ['system'] },
    issue_report: { from: ['concluded'], to: 'report_issued', by: ['system'] },
    archive: { from: ['report_issued'], to: 'archived', by: ['system'] },
    // Somebody else filed for the user unit, which does not want it.
    object: { from: ['submitted', 'supplement_required'], to: 'withdrawn', by: ['mandator'], route: 'objection' },
    withdraw: {
      from: ['draft', 'submitted', 'supplement_required', 'accepted', 'fee_assessed'],
      to: 'withdrawn',
      by: enterprise,
      route: 'withdrawal',
    },
  },
});

export type FilingState = StateOf<typeof filingWorkflow>;
export type FilingEvent = EventOf<typeof filingWorkflow>;
export type FilingParty = PartyOf<typeof filingWorkflow>;
