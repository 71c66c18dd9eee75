import { nextState } from '@nqi/shared/workflow';
import { type BookingEvent, type BookingParty, type BookingState, bookingWorkflow } from './booking.workflow';

const parties: BookingParty[] = ['requester', 'manager', 'system'];

/** The customer's table: from, event, who, to. Whatever is not in it is refused. */
const TABLE: [BookingState | null, BookingEvent, BookingParty[], BookingState][] = [
  [null, 'create', ['requester'], 'draft'],
  ['draft', 'submit', ['requester'], 'pending_approval'],
  ['pending_approval', 'confirm', ['system'], 'approved'],
  ['pending_approval', 'approve', ['manager'], 'approved'],
  ['pending_approval', 'reject', ['manager'], 'rejected'],
  ['draft', 'cancel', ['requester'], 'cancelled'],
  ['pending_approval', 'cancel', ['requester'], 'cancelled'],
  ['approved', 'cancel', ['requester'], 'cancelled'],
  ['approved', 'break_down', ['manager'], 'cancelled'],
  ['draft', 'lapse', ['system'], 'cancelled'],
  ['pending_approval', 'lapse', ['system'], 'cancelled'],
  ['approved', 'lapse', ['system'], 'cancelled'],
  ['approved', 'miss', ['system'], 'no_show'],
  ['approved', 'start', ['requester', 'manager'], 'in_use'],
  ['in_use', 'finish', ['requester', 'manager'], 'finished'],
  ['finished', 'submit_fee', ['manager'], 'fee_pending'],
  ['fee_pending', 'return_statement', ['system'], 'finished'],
  ['fee_pending', 'settle', ['system'], 'settled'],
  ['settled', 'close', ['manager'], 'closed'],
  ['settled', 'conclude', ['system'], 'closed'],
];

function outcome(state: BookingState | null, event: BookingEvent, party: BookingParty): string {
  try {
    return nextState(bookingWorkflow, state, event, new Set([party]));
  } catch (error) {
    return (error as Error).message;
  }
}

describe('every state, event and party of a booking', () => {
  const states = [null, ...bookingWorkflow.states];
  const events = Object.keys(bookingWorkflow.events) as BookingEvent[];
  const cases = states.flatMap((state) => events.map((event) => [state, event] as const));

  it.each(cases)('%s, %s', (state, event) => {
    const row = TABLE.find(([from, name]) => from === state && name === event);
    const may = bookingWorkflow.events[event].by;
    const expected = parties.map((party) => {
      if (!may.includes(party)) return 'workflow.not_a_party';
      return row ? row[3] : 'workflow.wrong_state';
    });
    expect(parties.map((party) => outcome(state, event, party))).toEqual(expected);
    if (row) expect([...may].sort()).toEqual([...row[2]].sort());
  });

  it('has no row that the workflow does not know', () => {
    const known = events.flatMap((event) => {
      const { from, to } = bookingWorkflow.events[event];
      return (from.length === 0 ? [null] : from).map((state) => `${state} ${event} ${to}`);
    });
    expect(TABLE.map(([from, event, , to]) => `${from} ${event} ${to}`).sort()).toEqual(known.sort());
  });
});
