import type { Anchor } from './anchor';

/** What is wrong at one place of the audit trail. */
export interface Fault {
  /**
   * - `edited`: the event is not the one that was sealed
   * - `deleted`: the event that was sealed is gone
   * - `moved`: the place holds an event that was sealed at another (`detail` names it)
   * - `relinked`: the link is not the one that followed the link before: edited, inserted or reordered
   * - `missing`: links are gone, in the middle
   * - `truncated`: links are gone at the end
   * - `unsealed`: the event neither is sealed nor waits for it: put in past the trail, or withheld from the sealer
   * - `vanished`: an event that waited to be sealed is gone
   * - `head`, `anchor`, `cut`: the chain is not the one that these remember
   */
  kind:
    | 'edited'
    | 'deleted'
    | 'moved'
    | 'relinked'
    | 'missing'
    | 'truncated'
    | 'unsealed'
    | 'vanished'
    | 'head'
    | 'anchor'
    | 'cut';
  /** The place in the chain. */
  sealNo?: number;
  eventId?: string;
  detail?: string;
}

/** What a verification found out. */
export interface Findings {
  /** Seals that were checked, from the first that is kept to the last. */
  from: number;
  to: number;
  checked: number;
  anchors: number;
  /** Sealed events before this place were removed after the time that they are kept. */
  cutAt: number | null;
  /** Committed events that wait for the sealer: as yet protected by nothing. */
  waiting: { events: number; oldest: Date | null };
  /** The first of all faults, in the order of the chain. */
  faults: Fault[];
  faultCount: number;
}

export const FAULTS_LISTED = 100;

/** The faults found so far; memory stays bounded however much is broken. */
export class Faults {
  readonly list: Fault[] = [];
  count = 0;

  add(...faults: readonly Fault[]): void {
    this.count += faults.length;
    this.list.push(...faults.slice(0, Math.max(0, FAULTS_LISTED - this.list.length)));
  }
}

/** Anchors by the places at which they are compared. */
export function byPlace(anchors: readonly Anchor[]): ReadonlyMap<number, Anchor[]> {
  const places = new Map<number, Anchor[]>();
  for (const anchor of anchors) places.set(anchor.sealNo, [...(places.get(anchor.sealNo) ?? []), anchor]);
  return places;
}
