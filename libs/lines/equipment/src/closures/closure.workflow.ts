import { defineWorkflow, type EventOf, type PartyOf, type StateOf } from '@nqi/shared/workflow';

/** A time in which equipment is closed: maintenance, holidays, a move. */
export const closureWorkflow = defineWorkflow({
  record: 'equipment_closure',
  states: ['in_force', 'lifted'],
  final: ['lifted'],
  events: {
    close: { from: [], to: 'in_force', by: ['manager'] },
    lift: { from: ['in_force'], to: 'lifted', by: ['manager'], route: 'lifting' },
  },
});

export type ClosureState = StateOf<typeof closureWorkflow>;
export type ClosureEvent = EventOf<typeof closureWorkflow>;
export type ClosureParty = PartyOf<typeof closureWorkflow>;
