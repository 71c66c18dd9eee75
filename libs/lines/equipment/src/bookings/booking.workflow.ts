import { defineWorkflow, type EventOf, type PartyOf, type StateOf } from '@nqi/shared/workflow';

/** 仪器预约 from the held slot to the paid statement (HANDBOOK 12.3, without vouchers and violations). */
export const bookingWorkflow = defineWorkflow({
  record: 'equipment_booking',
  states: [
    ...['draft', 'pending_approval', 'approved', 'in_use', 'finished', 'fee_pending', 'settled'],
    ...['closed', 'rejected', 'cancelled', 'no_show'],
  ],
  final: ['closed', 'rejected', 'cancelled', 'no_show'],
  events: {
    create: { from: [], to: 'draft', by: ['requester'] },
    submit: { from: ['draft'], to: 'pending_approval', by: ['requester'], route: 'submission' },
    // Where the opening rule asks for no approval.
    confirm: { from: ['pending_approval'], to: 'approved', by: ['system'] },
    approve: { from: ['pending_approval'], to: 'approved', by: ['manager'], route: 'approval' },
    reject: { from: ['pending_approval'], to: 'rejected', by: ['manager'], route: 'rejection' },
    cancel: {
      from: ['draft', 'pending_approval', 'approved'],
      to: 'cancelled',
      by: ['requester'],
      route: 'cancellation',
    },
    // The provider cannot keep its word: breakdown, illness, power cut.
    break_down: { from: ['approved'], to: 'cancelled', by: ['manager'], route: 'breakdown' },
    // Its time has passed without anybody deciding, or all of it was eaten by the use before.
    lapse: { from: ['draft', 'pending_approval', 'approved'], to: 'cancelled', by: ['system'] },
    miss: { from: ['approved'], to: 'no_show', by: ['system'] },
    start: { from: ['approved'], to: 'in_use', by: ['requester', 'manager'], route: 'start' },
    finish: { from: ['in_use'], to: 'finished', by: ['requester', 'manager'], route: 'finish' },
    submit_fee: { from: ['finished'], to: 'fee_pending', by: ['manager'], route: 'fee-submission' },
    // Checker or signatory sent the usage statement back.
    return_statement: { from: ['fee_pending'], to: 'finished', by: ['system'] },
    settle: { from: ['fee_pending'], to: 'settled', by: ['system'] },
    close: { from: ['settled'], to: 'closed', by: ['manager'], route: 'closing' },
    // Its user has said how it was.
    conclude: { from: ['settled'], to: 'closed', by: ['system'] },
  },
});

export type BookingState = StateOf<typeof bookingWorkflow>;
export type BookingEvent = EventOf<typeof bookingWorkflow>;
export type BookingParty = PartyOf<typeof bookingWorkflow>;
