import { openEvents, type Workflow } from '@nqi/shared/workflow';

/** Something the caller may do with a record now: what a client shows as a button. */
export class OpenEvent {
  event: string;
  /** POST here. */
  href: string;
}

/** The open events of a record, for these parties, below the record's own address. */
export function openEventsOf<S extends string, E extends string, P extends string>(
  workflow: Workflow<S, E, P>,
  record: { state: S },
  parties: ReadonlySet<P>,
  address: string,
): OpenEvent[] {
  return openEvents(workflow, record.state, parties).map(({ event, route }) => ({
    event,
    href: `${address}/${route}`,
  }));
}
