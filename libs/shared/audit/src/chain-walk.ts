import type { Anchor } from './anchor';
import { byPlace, type Fault, type Faults } from './fault';
import { hashOfContent, hashOfLink, type Seal } from './seal';

/** A seal with what its event says now; null when the event is gone. */
export type SealedEvent = Seal & { content: string | null };

/** Walks along the chain, link by link, and compares each with its event and with the link before. */
export class ChainWalk {
  checked = 0;
  private readonly anchors: ReadonlyMap<number, Anchor[]>;
  /** Events that are not what was sealed at their place, by the hash of what they say. */
  readonly misplaced = new Map<string, Fault>();

  constructor(
    /** Where the walk stands: the last link that was passed. */
    public last: { sealNo: number; hash: string },
    anchors: readonly Anchor[],
    private readonly faults: Faults,
  ) {
    this.anchors = byPlace(anchors);
    this.compareAnchors(last);
  }

  pass(seal: SealedEvent): void {
    const { sealNo, eventId, hash } = seal;
    const expected = this.last.sealNo + 1;
    if (sealNo > expected) {
      this.faults.add({ kind: 'missing', sealNo: expected, detail: `${expected} to ${sealNo - 1}` });
    } else if (hashOfLink(this.last.hash, seal) !== hash) {
      this.faults.add({ kind: 'relinked', sealNo, eventId });
    }
    this.compareEvent(seal);
    this.compareAnchors(seal);
    // The walk goes on from what stands there, so that one broken link is one fault.
    this.last = { sealNo, hash };
    this.checked += 1;
  }

  private compareEvent({ sealNo, eventId, content, contentHash }: SealedEvent): void {
    if (content === null) return this.faults.add({ kind: 'deleted', sealNo, eventId });
    const found = hashOfContent(content);
    if (found === contentHash) return;
    const fault: Fault = { kind: 'edited', sealNo, eventId };
    this.faults.add(fault);
    if (this.faults.list.includes(fault)) this.misplaced.set(found, fault);
  }

  private compareAnchors({ sealNo, hash }: { sealNo: number; hash: string }): void {
    for (const anchor of this.anchors.get(sealNo) ?? []) {
      if (anchor.hash !== hash)
        this.faults.add({ kind: 'anchor', sealNo, detail: `of ${anchor.day} has another hash` });
    }
  }
}
