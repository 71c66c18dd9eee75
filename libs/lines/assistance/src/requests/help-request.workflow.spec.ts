import { type DomainError } from '@nqi/shared/errors';
import { nextState, openEvents } from '@nqi/shared/workflow';
import { type HelpRequestEvent, type HelpRequestParty, helpRequestWorkflow } from './help-request.workflow';

const { states, events } = helpRequestWorkflow;
const names = Object.keys(events) as HelpRequestEvent[];
const parties: HelpRequestParty[] = ['requester', 'assignee', 'expert', 'operator', 'system'];

const UNANSWERED = 'submitted triaged open assigned in_service waiting_requester';

/** HANDBOOK §12.4: who may do what from where, and where it leads. */
const TABLE: Record<HelpRequestEvent, [from: string, to: string, by: string]> = {
  create: ['', 'draft', 'requester'],
  submit: ['draft', 'submitted', 'requester'],
  reject: ['submitted', 'rejected', 'operator'],
  triage: ['submitted', 'triaged', 'operator'],
  publish: ['triaged', 'open', 'operator'],
  assign: ['triaged open', 'assigned', 'operator'],
  claim: ['open assigned', 'assigned', 'expert'],
  decline: ['assigned', 'assigned', 'assignee'],
  release: ['assigned in_service', 'triaged', 'system'],
  transfer: ['assigned in_service waiting_requester', 'triaged', 'operator'],
  start: ['assigned', 'in_service', 'assignee'],
  ask: ['in_service', 'waiting_requester', 'assignee'],
  reply: ['waiting_requester', 'in_service', 'requester'],
  time_out: ['waiting_requester', 'closed', 'system'],
  request_extension: ['in_service', 'in_service', 'assignee'],
  grant_extension: ['in_service', 'in_service', 'operator'],
  refuse_extension: ['in_service', 'in_service', 'operator'],
  answer: ['in_service', 'answered', 'assignee'],
  accept: ['answered', 'resolved', 'requester'],
  auto_accept: ['answered', 'resolved', 'system'],
  dissatisfy: ['answered', 'in_service', 'requester'],
  close: ['resolved', 'closed', 'operator'],
  reopen: ['closed', 'triaged', 'requester'],
  withdraw: [`draft ${UNANSWERED}`, 'withdrawn', 'requester'],
};

const outcome = (state: (typeof states)[number] | null, event: HelpRequestEvent, party: HelpRequestParty): string => {
  try {
    return nextState(helpRequestWorkflow, state, event, new Set([party]));
  } catch (error) {
    return (error as DomainError).code;
  }
};

describe('helpRequestWorkflow', () => {
  it.each(names)('%s is possible exactly where and to whom the table says', (event) => {
    const [from, to, by] = TABLE[event];
    for (const state of [null, ...states]) {
      for (const party of parties) {
        const reached = from.split(' ').includes(state ?? '') ? to : 'workflow.wrong_state';
        const expected = by === party ? reached : 'workflow.not_a_party';
        expect([state, party, outcome(state, event, party)]).toEqual([state, party, expected]);
      }
    }
  });

  it('opens to each party exactly the events with a route that would succeed', () => {
    for (const state of states) {
      for (const party of parties) {
        const open = openEvents(helpRequestWorkflow, state, new Set([party])).map(({ event }) => event);
        const possible = names.filter((event) => !outcome(state, event, party).startsWith('workflow.'));
        expect([state, party, open]).toEqual([state, party, possible.filter((event) => events[event].route)]);
      }
    }
  });
});
