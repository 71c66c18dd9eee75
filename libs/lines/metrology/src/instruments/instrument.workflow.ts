import { defineWorkflow, type EventOf, type PartyOf, type StateOf } from '@nqi/shared/workflow';

/**
 * The filing 备案 of an instrument in its owner's ledger. Keeping the ledger is the filing (e-CQS: 台账维护即备案), so
 * that an instrument is born filed unless its owner only drafts it; the regulator may return it.
 */
export const instrumentWorkflow = defineWorkflow({
  record: 'instrument',
  states: ['draft', 'filed', 'returned'],
  final: [],
  events: {
    draft: { from: [], to: 'draft', by: ['owner'] },
    enter: { from: [], to: 'filed', by: ['owner'] },
    file: { from: ['draft', 'returned'], to: 'filed', by: ['owner'], route: 'filing' },
    return: { from: ['filed'], to: 'returned', by: ['regulator'], route: 'return' },
  },
});

export type InstrumentState = StateOf<typeof instrumentWorkflow>;
export type InstrumentEvent = EventOf<typeof instrumentWorkflow>;
export type InstrumentParty = PartyOf<typeof instrumentWorkflow>;
