import { defineWorkflow, type EventOf, type PartyOf, type StateOf } from '@nqi/shared/workflow';

/** How issued reports come to one recipient. */
export const reportDeliveryWorkflow = defineWorkflow({
  record: 'report_delivery',
  states: ['queued', 'sent', 'delivered', 'failed', 'cancelled'],
  final: ['delivered', 'cancelled'],
  events: {
    order: { from: [], to: 'queued', by: ['institution_clerk'] },
    // The mail server took it, or the client's people were told.
    send: { from: ['queued'], to: 'sent', by: ['system'] },
    // Given to the carrier.
    dispatch: { from: ['queued'], to: 'sent', by: ['institution_clerk'], route: 'dispatch' },
    // Handed over at the counter.
    collect: { from: ['queued'], to: 'delivered', by: ['institution_clerk'], route: 'collection' },
    receive: { from: ['sent'], to: 'delivered', by: ['institution_clerk', 'client'], route: 'receipt' },
    // The client downloaded the last of its reports.
    download: { from: ['queued', 'sent'], to: 'delivered', by: ['system'] },
    fail: { from: ['queued'], to: 'failed', by: ['system'] },
    // The parcel came back.
    bounce: { from: ['sent'], to: 'failed', by: ['institution_clerk'], route: 'return' },
    retry: { from: ['failed'], to: 'queued', by: ['institution_clerk'], route: 'retry' },
    cancel: { from: ['queued', 'failed'], to: 'cancelled', by: ['institution_clerk'], route: 'cancellation' },
  },
});

export type DeliveryState = StateOf<typeof reportDeliveryWorkflow>;
export type DeliveryEvent = EventOf<typeof reportDeliveryWorkflow>;
export type DeliveryParty = PartyOf<typeof reportDeliveryWorkflow>;
