import { defineWorkflow, type EventOf, type PartyOf, type StateOf } from '@nqi/shared/workflow';

/** 100 % of low grades are looked into, and put right (HANDBOOK 5.4). */
export const ratingTaskWorkflow = defineWorkflow({
  record: 'rating_task',
  states: ['open', 'answered', 'closed'],
  final: ['closed'],
  events: {
    open: { from: [], to: 'open', by: ['system'] },
    answer: { from: ['open'], to: 'answered', by: ['provider'], route: 'answer' },
    return: { from: ['answered'], to: 'open', by: ['operator'], route: 'return' },
    close: { from: ['answered'], to: 'closed', by: ['operator'], route: 'closure' },
  },
});

export type RatingTaskState = StateOf<typeof ratingTaskWorkflow>;
export type RatingTaskEvent = EventOf<typeof ratingTaskWorkflow>;
export type RatingTaskParty = PartyOf<typeof ratingTaskWorkflow>;
