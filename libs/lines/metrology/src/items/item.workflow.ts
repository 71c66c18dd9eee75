import { defineWorkflow, type EventOf, type PartyOf, type StateOf } from '@nqi/shared/workflow';

/**
 * One instrument or sample of an order (HANDBOOK §12.1b). Check and approval are those of its report; adjustments with the client's
 * consent come later.
 */
export const itemWorkflow = defineWorkflow({
  record: 'metrology_item',
  states: [
    ...['pending', 'received', 'assigned', 'result_entered', 'checked', 'approved'],
    ...['certified_pass', 'certified_fail', 'calibrated', 'reported', 'not_done', 'handed_back'],
  ],
  final: ['handed_back'],
  events: {
    create: { from: [], to: 'pending', by: ['client'] },
    // By the receipt of the order, which may bring several items.
    receive: { from: ['pending'], to: 'received', by: ['system'] },
    assign: {
      from: ['received', 'assigned'],
      to: 'assigned',
      by: ['laboratory_clerk', 'laboratory_admin'],
      route: 'assignment',
    },
    enter_result: { from: ['assigned'], to: 'result_entered', by: ['verifier'], route: 'result' },
    // A sample has rows of results instead of readings.
    enter_test_result: { from: ['assigned'], to: 'result_entered', by: ['tester'], route: 'test-result' },
    check: { from: ['result_entered'], to: 'checked', by: ['system'] },
    approve: { from: ['checked'], to: 'approved', by: ['system'] },
    // Checker or signatory sent the certificate back: the verifier enters the result again.
    return_result: { from: ['result_entered', 'checked'], to: 'assigned', by: ['system'] },
    certify_pass: { from: ['approved'], to: 'certified_pass', by: ['system'] },
    certify_fail: { from: ['approved'], to: 'certified_fail', by: ['system'] },
    calibrate: { from: ['approved'], to: 'calibrated', by: ['system'] },
    report_test: { from: ['approved'], to: 'reported', by: ['system'] },
    give_up: {
      from: ['pending', 'received', 'assigned'],
      to: 'not_done',
      by: ['laboratory_clerk'],
      route: 'non-performance',
    },
    // The order was refused or cancelled.
    drop: { from: ['pending'], to: 'not_done', by: ['system'] },
    hand_back: {
      from: ['certified_pass', 'certified_fail', 'calibrated', 'reported', 'not_done'],
      to: 'handed_back',
      by: ['laboratory_clerk'],
      route: 'hand-back',
    },
  },
});

export type ItemState = StateOf<typeof itemWorkflow>;
export type ItemEvent = EventOf<typeof itemWorkflow>;
export type ItemParty = PartyOf<typeof itemWorkflow>;
