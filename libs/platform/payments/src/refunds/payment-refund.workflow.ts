import { defineWorkflow, type EventOf, type PartyOf, type StateOf } from '@nqi/shared/workflow';

/** From the wish to the transfer back. */
export const paymentRefundWorkflow = defineWorkflow({
  record: 'payment_refund',
  states: ['requested', 'approved', 'rejected', 'withdrawn', 'paid_out'],
  final: ['rejected', 'withdrawn', 'paid_out'],
  events: {
    request: { from: [], to: 'requested', by: ['payer', 'payee_clerk', 'payee_finance'] },
    approve: { from: ['requested'], to: 'approved', by: ['payee_finance'], route: 'approval' },
    reject: { from: ['requested'], to: 'rejected', by: ['payee_finance'], route: 'rejection' },
    withdraw: { from: ['requested'], to: 'withdrawn', by: ['requester'], route: 'withdrawal' },
    pay_out: { from: ['approved'], to: 'paid_out', by: ['payee_finance'], route: 'payout' },
  },
});

export type PaymentRefundState = StateOf<typeof paymentRefundWorkflow>;
export type PaymentRefundEvent = EventOf<typeof paymentRefundWorkflow>;
export type PaymentRefundParty = PartyOf<typeof paymentRefundWorkflow>;
