import { defineWorkflow, type EventOf, type PartyOf, type StateOf } from '@nqi/shared/workflow';

/** 检定/校准委托 from the draft to the closed file (HANDBOOK §12.1); contract amendments come later. */
export const orderWorkflow = defineWorkflow({
  record: 'metrology_order',
  states: [
    ...['draft', 'submitted', 'returned_for_change', 'rejected', 'quoted', 'accepted', 'awaiting_sample'],
    ...['in_progress', 'completed', 'closed', 'cancelled'],
  ],
  final: ['rejected', 'closed', 'cancelled'],
  events: {
    create: { from: [], to: 'draft', by: ['client'] },
    submit: { from: ['draft', 'returned_for_change'], to: 'submitted', by: ['client'], route: 'order-submission' },
    return: { from: ['submitted'], to: 'returned_for_change', by: ['laboratory_clerk'], route: 'change-request' },
    reject: {
      from: ['submitted'],
      to: 'rejected',
      by: ['laboratory_clerk', 'laboratory_admin'],
      route: 'rejection',
    },
    quote: { from: ['submitted'], to: 'quoted', by: ['laboratory_clerk'], route: 'quotation' },
    // Mandatory verification is free (财税〔2017〕20号): there is nothing to quote.
    accept_free: { from: ['submitted'], to: 'accepted', by: ['laboratory_clerk'], route: 'free-acceptance' },
    approve_quote: { from: ['quoted'], to: 'accepted', by: ['client_admin'], route: 'quotation-approval' },
    refuse_quote: { from: ['quoted'], to: 'cancelled', by: ['client_admin'], route: 'quotation-refusal' },
    expire_quote: { from: ['quoted'], to: 'cancelled', by: ['system'] },
    schedule: {
      from: ['accepted'],
      to: 'awaiting_sample',
      by: ['client', 'laboratory_clerk'],
      route: 'delivery-appointment',
    },
    reschedule: {
      from: ['awaiting_sample'],
      to: 'awaiting_sample',
      by: ['client', 'laboratory_clerk'],
      route: 'delivery-change',
    },
    // On site there is nothing to deliver: work may begin on the day agreed on.
    agree_visit: { from: ['accepted'], to: 'in_progress', by: ['laboratory_clerk'], route: 'site-visit' },
    // Instruments may come one after the other, and in several deliveries.
    receive: {
      from: ['awaiting_sample', 'in_progress'],
      to: 'in_progress',
      by: ['laboratory_clerk'],
      route: 'receipt',
    },
    lapse: { from: ['awaiting_sample'], to: 'cancelled', by: ['system'] },
    complete: { from: ['in_progress'], to: 'completed', by: ['system'] },
    close: { from: ['completed'], to: 'closed', by: ['client', 'laboratory_clerk'], route: 'order-closure' },
    cancel: {
      from: ['draft', 'submitted', 'returned_for_change', 'quoted', 'accepted', 'awaiting_sample'],
      to: 'cancelled',
      by: ['client_admin'],
      route: 'order-cancellation',
    },
  },
});

export type OrderState = StateOf<typeof orderWorkflow>;
export type OrderEvent = EventOf<typeof orderWorkflow>;
export type OrderParty = PartyOf<typeof orderWorkflow>;
