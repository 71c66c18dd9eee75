import { defineWorkflow, type EventOf, type PartyOf, type StateOf } from '@nqi/shared/workflow';

/** A bill from its creation to the money. */
export const paymentOrderWorkflow = defineWorkflow({
  record: 'payment_order',
  states: ['created', 'paid', 'closed'],
  final: ['paid', 'closed'],
  events: {
    create: { from: [], to: 'created', by: ['payer', 'payee_clerk', 'payee_finance'] },
    confirm: { from: ['created'], to: 'paid', by: ['payee_finance'], route: 'confirmation' },
    close: { from: ['created'], to: 'closed', by: ['payer', 'payee_finance'], route: 'closure' },
    // A subject of the order was withdrawn: its bill no longer holds.
    release: { from: ['created'], to: 'closed', by: ['system'] },
  },
});

export type PaymentOrderState = StateOf<typeof paymentOrderWorkflow>;
export type PaymentOrderEvent = EventOf<typeof paymentOrderWorkflow>;
export type PaymentOrderParty = PartyOf<typeof paymentOrderWorkflow>;
