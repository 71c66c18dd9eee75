import { AsyncLocalStorage } from 'node:async_hooks';

/** Under which circumstances something is done: a request of a person, or the work of a job. */
export interface Act {
  /** `POST /v1/elevator-filings/:id/acceptance`, `job report-rendering`. */
  readonly what: string;
  readonly actorId?: string;
  readonly organisationId?: string;
  readonly sessionId?: string;
  readonly address?: string;
  readonly requestId?: string;
  /** Whether each of its transactions that writes leaves an event, even where nothing else records one. */
  readonly leavesTrace?: boolean;
  /** The account that somebody tries to enter; whether they are its person is not known. */
  attemptOn?: string;
}

const UNKNOWN: Act = { what: 'system' };

const acts = new AsyncLocalStorage<Act>();

/** Whatever is recorded inside `work` is said to be done by this act. */
export function actAs<T>(act: Act, work: () => T): T {
  return acts.run(act, work);
}

/** Names the account that a request without a token is about, for the case that it is refused. */
export function attemptOn(userId: string): void {
  const act = acts.getStore();
  if (act) act.attemptOn = userId;
}

export function currentAct(): Act {
  return acts.getStore() ?? UNKNOWN;
}
