import { defineWorkflow, type EventOf, type PartyOf, type StateOf } from '@nqi/shared/workflow';

/** A bill from its creation to the money. */
export const paymentOrderWorkflow = defineWorkflow({
  record: 'payment_order',
  states: ['proposed', 'created', 'deferred', 'paid', 'closed'],
  final: ['paid', 'closed'],
  events: {
    create: { from: [], to: 'created', by: ['payer', 'payee_clerk', 'payee_finance'] },
    // 补缴: what is still to be paid for a paid order; another person of the payee approves it.
    propose: { from: [], to: 'proposed', by: ['payee_clerk', 'payee_finance'] },
    approve: { from: ['proposed'], to: 'created', by: ['payee_finance'], route: 'approval' },
    // 缓缴: a credit customer pays later, what it orders goes on.
    defer: { from: ['created'], to: 'deferred', by: ['payee_finance'], route: 'deferral' },
    confirm: { from: ['created', 'deferred'], to: 'paid', by: ['payee_finance'], route: 'confirmation' },
    close: { from: ['proposed', 'created'], to: 'closed', by: ['payer', 'payee_finance'], route: 'closure' },
    // A subject of the order was withdrawn: its bill no longer holds.
    release: { from: ['created'], to: 'closed', by: ['system'] },
  },
});

export type PaymentOrderState = StateOf<typeof paymentOrderWorkflow>;
export type PaymentOrderEvent = EventOf<typeof paymentOrderWorkflow>;
export type PaymentOrderParty = PartyOf<typeof paymentOrderWorkflow>;
