import { defineWorkflow, type EventOf, type PartyOf, type StateOf } from '@nqi/shared/workflow';

/** An expert's standing with the platform, from the application to the last day (HANDBOOK §5.6). */
export const expertWorkflow = defineWorkflow({
  record: 'expert',
  states: ['applied', 'reviewing', 'active', 'suspended', 'retired'],
  final: ['retired'],
  events: {
    apply: { from: [], to: 'applied', by: ['expert'] },
    review: { from: ['applied'], to: 'reviewing', by: ['operator'], route: 'review' },
    return: { from: ['reviewing'], to: 'applied', by: ['operator'], route: 'return' },
    approve: { from: ['reviewing'], to: 'active', by: ['operator'], route: 'approval' },
    renew: { from: ['active'], to: 'active', by: ['operator'], route: 'renewal' },
    suspend: { from: ['active'], to: 'suspended', by: ['operator'], route: 'suspension' },
    reinstate: { from: ['suspended'], to: 'active', by: ['operator'], route: 'reinstatement' },
    retire: {
      from: ['applied', 'reviewing', 'active', 'suspended'],
      to: 'retired',
      by: ['expert', 'operator'],
      route: 'retirement',
    },
  },
});

export type ExpertState = StateOf<typeof expertWorkflow>;
export type ExpertEvent = EventOf<typeof expertWorkflow>;
export type ExpertParty = PartyOf<typeof expertWorkflow>;
