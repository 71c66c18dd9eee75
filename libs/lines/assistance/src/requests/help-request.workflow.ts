import { defineWorkflow, type EventOf, type PartyOf, type StateOf } from '@nqi/shared/workflow';

const requester = ['requester'] as const;
const assignee = ['assignee'] as const;
const operator = ['operator'] as const;
const system = ['system'] as const;

/**
 * 求助 from the question to the closed answer (HANDBOOK §12.4). How often it was answered, reopened, paused or handed on
 * are columns, and so is what the clocks say.
 */
export const helpRequestWorkflow = defineWorkflow({
  record: 'help_request',
  states: [
    ...['draft', 'submitted', 'triaged', 'open', 'assigned', 'in_service', 'waiting_requester'],
    ...['answered', 'resolved', 'closed', 'rejected', 'withdrawn'],
  ],
  final: ['rejected', 'withdrawn'],
  events: {
    create: { from: [], to: 'draft', by: requester },
    submit: { from: ['draft'], to: 'submitted', by: requester, route: 'submission' },
    reject: { from: ['submitted'], to: 'rejected', by: operator, route: 'rejection' },
    triage: { from: ['submitted'], to: 'triaged', by: operator, route: 'triage' },
    publish: { from: ['triaged'], to: 'open', by: operator, route: 'publication' },
    assign: { from: ['triaged', 'open'], to: 'assigned', by: operator, route: 'assignment' },
    // The first claim assigns it; places that are left can be claimed until somebody starts.
    claim: { from: ['open', 'assigned'], to: 'assigned', by: ['expert'], route: 'claim' },
    decline: { from: ['assigned'], to: 'assigned', by: assignee, route: 'declination' },
    // Nobody is left to serve it, or another expert is needed.
    release: { from: ['assigned', 'in_service'], to: 'triaged', by: system },
    transfer: { from: ['assigned', 'in_service', 'waiting_requester'], to: 'triaged', by: operator, route: 'transfer' },
    start: { from: ['assigned'], to: 'in_service', by: assignee, route: 'start' },
    ask: { from: ['in_service'], to: 'waiting_requester', by: assignee, route: 'question' },
    reply: { from: ['waiting_requester'], to: 'in_service', by: requester, route: 'reply' },
    time_out: { from: ['waiting_requester'], to: 'closed', by: system },
    request_extension: { from: ['in_service'], to: 'in_service', by: assignee, route: 'extension-request' },
    grant_extension: { from: ['in_service'], to: 'in_service', by: operator, route: 'extension' },
    refuse_extension: { from: ['in_service'], to: 'in_service', by: operator, route: 'extension-refusal' },
    answer: { from: ['in_service'], to: 'answered', by: assignee, route: 'answer' },
    accept: { from: ['answered'], to: 'resolved', by: requester, route: 'acceptance' },
    auto_accept: { from: ['answered'], to: 'resolved', by: system },
    dissatisfy: { from: ['answered'], to: 'in_service', by: requester, route: 'dissatisfaction' },
    close: { from: ['resolved'], to: 'closed', by: operator, route: 'closing' },
    reopen: { from: ['closed'], to: 'triaged', by: requester, route: 'reopening' },
    withdraw: {
      from: ['draft', 'submitted', 'triaged', 'open', 'assigned', 'in_service', 'waiting_requester'],
      to: 'withdrawn',
      by: requester,
      route: 'withdrawal',
    },
  },
});

export type HelpRequestState = StateOf<typeof helpRequestWorkflow>;
export type HelpRequestEvent = EventOf<typeof helpRequestWorkflow>;
export type HelpRequestParty = PartyOf<typeof helpRequestWorkflow>;
