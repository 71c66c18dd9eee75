import { defineWorkflow, type EventOf, type PartyOf, type StateOf } from '@nqi/shared/workflow';

/**
 * How an organisation comes to the city and leaves it. Who registers itself can work at once and is verified later; what
 * the platform enters is verified. An unclaimed one was named by somebody's import: nobody speaks for it yet.
 */
export const organisationWorkflow = defineWorkflow({
  record: 'organisation',
  states: ['unclaimed', 'registered', 'verifying', 'verified', 'frozen', 'cancelled'],
  final: ['cancelled'],
  events: {
    register: { from: [], to: 'registered', by: ['registrant'] },
    enter: { from: [], to: 'verified', by: ['operator'] },
    import: { from: [], to: 'unclaimed', by: ['system'] },
    take_over: { from: ['unclaimed'], to: 'verified', by: ['system'] },
    submit_evidence: { from: ['registered'], to: 'verifying', by: ['administrator'], route: 'evidence' },
    verify: { from: ['verifying'], to: 'verified', by: ['reviewer'], route: 'verification' },
    return: { from: ['verifying', 'frozen'], to: 'registered', by: ['reviewer'], route: 'return' },
    // A verified name is what was verified: another one has to be verified again.
    rename: { from: ['verified'], to: 'registered', by: ['administrator'] },
    freeze: { from: ['registered', 'verifying', 'verified'], to: 'frozen', by: ['reviewer'], route: 'freeze' },
    unfreeze: { from: ['frozen'], to: 'verified', by: ['reviewer'], route: 'unfreezing' },
    cancel: {
      from: ['registered', 'verifying', 'verified', 'frozen'],
      to: 'cancelled',
      by: ['reviewer'],
      route: 'cancellation',
    },
  },
});

export type OrganisationState = StateOf<typeof organisationWorkflow>;
export type OrganisationEvent = EventOf<typeof organisationWorkflow>;
export type OrganisationParty = PartyOf<typeof organisationWorkflow>;
