import { defineWorkflow } from '@nqi/shared/workflow';

export type PaymentOrderState = 'created' | 'paid' | 'closed';
export type PaymentOrderEvent = 'create' | 'confirm' | 'close' | 'release';
export type PaymentOrderParty = 'payer' | 'payee_clerk' | 'payee_finance' | 'system';

export const paymentOrderWorkflow = defineWorkflow<PaymentOrderState, PaymentOrderEvent, PaymentOrderParty>({
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
