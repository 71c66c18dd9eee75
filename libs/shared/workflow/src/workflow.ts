import { DomainError } from '@nqi/shared/errors';

/**
 * One named event of a record's life. `from` empty: the event creates the record. `route`: the noun sub-resource that
 * clients post to; absent where only the system acts.
 */
export interface Transition<State extends string, Party extends string> {
  readonly from: readonly State[];
  readonly to: State;
  readonly by: readonly Party[];
  readonly route?: string;
}

/** A record's life as data. */
export interface Workflow<State extends string, Event extends string, Party extends string> {
  readonly record: string;
  readonly states: readonly State[];
  readonly final: readonly State[];
  readonly events: Readonly<Record<Event, Transition<State, Party>>>;
}

/** Any workflow, for code that only reads tables (diagrams, documents, tests). */
export type AnyWorkflow = Workflow<string, string, string>;

/** Keeps the literal types of a table; only `states` says what a state is, so that a misspelt one is a type error. */
export function defineWorkflow<const State extends string, Event extends string, const Party extends string>(workflow: {
  readonly record: string;
  readonly states: readonly State[];
  readonly final: readonly NoInfer<State>[];
  readonly events: Readonly<Record<Event, Transition<NoInfer<State>, Party>>>;
}): Workflow<State, Event, Party> {
  return workflow;
}

/** The states, events and parties of a table as types. */
export type StateOf<W> = W extends Workflow<infer State, string, string> ? State : never;
export type EventOf<W> = W extends Workflow<string, infer Event, string> ? Event : never;
export type PartyOf<W> = W extends Workflow<string, string, infer Party> ? Party : never;

/**
 * The state that `event` leads to from `state` (null: the record does not exist yet) when one of `parties` acts.
 * @throws DomainError workflow.not_a_party (403) before workflow.wrong_state (409), so that a stranger to the event
 * learns nothing of the state
 */
export function nextState<S extends string, E extends string, P extends string>(
  workflow: Workflow<S, E, P>,
  state: S | null,
  event: E,
  parties: ReadonlySet<P>,
): S {
  const transition = workflow.events[event];
  if (!transition.by.some((party) => parties.has(party))) {
    throw new DomainError('workflow.not_a_party', { event, parties: transition.by });
  }
  if (!startsAt(transition, state)) {
    throw new DomainError('workflow.wrong_state', {
      event,
      state,
      from: transition.from,
      openEvents: openEvents(workflow, state, parties).map((open) => open.event),
    });
  }
  return transition.to;
}

/** The events that `parties` may cause now, in the order of the table: what a client may show as buttons. */
export function openEvents<S extends string, E extends string, P extends string>(
  workflow: Workflow<S, E, P>,
  state: S | null,
  parties: ReadonlySet<P>,
): { event: E; route: string }[] {
  const open: { event: E; route: string }[] = [];
  for (const event in workflow.events) {
    const { route, by, ...transition } = workflow.events[event];
    if (route && startsAt(transition, state) && by.some((party) => parties.has(party))) open.push({ event, route });
  }
  return open;
}

function startsAt<S extends string>(transition: { readonly from: readonly S[] }, state: S | null): boolean {
  return state === null ? transition.from.length === 0 : transition.from.includes(state);
}
