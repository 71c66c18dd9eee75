import type { ClockEventKind, ClockKind } from './clock-times';
import type { ClockRun } from './clock.queries';

/** Something that a clock caused. */
export class ClockEventResponse {
  kind: ClockEventKind;
  at: Date;
}

/** One run of one clock. */
export class ClockResponse {
  id: string;
  kind: ClockKind;
  /** The rule it runs by. */
  ruleId: string;
  startedAt: Date;
  warnAt: Date | null;
  dueAt: Date;
  escalateAt: Date | null;
  pausedAt: Date | null;
  stoppedAt: Date | null;
  isCurrent: boolean;
  isExtended: boolean;
  isProvisional: boolean;
  events: ClockEventResponse[];
}

export class ClockList {
  items: ClockResponse[];
}

export function toClockResponse(run: ClockRun): ClockResponse {
  const { id, kind, ruleId, startedAt, warnAt, dueAt, escalateAt, pausedAt, stoppedAt } = run;
  const { isCurrent, isExtended, isProvisional, events } = run;
  return {
    ...{ id, kind, ruleId, startedAt, warnAt, dueAt, escalateAt, pausedAt, stoppedAt },
    ...{ isCurrent, isExtended, isProvisional },
    events: events.map((event) => ({ kind: event.kind, at: new Date(event.at) })),
  };
}
