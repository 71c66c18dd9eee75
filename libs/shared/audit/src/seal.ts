import { createHash } from 'node:crypto';

/** What stands before the first seal. */
export const GENESIS = '0'.repeat(64);

/**
 * SQL of everything that an event says, as one text that comes out the same on every machine: no time zone, no float, and
 * jsonb has one order of keys. A new column is added at the end, and only for events that have it.
 */
export const CONTENT = `jsonb_build_array(
  e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.actor_id, e.organisation_id, e.session_id,
  e.what, e.event, e.record_type, e.record_id, e.result, e.address, e.request_id, e.before_hash, e.after_hash,
  e.details)::text`;

/** One link of the chain. */
export interface Seal {
  sealNo: number;
  eventId: string;
  /** Of the event alone, so that an edited event is told from a broken chain. */
  contentHash: string;
  /** Of this link and all before it. */
  hash: string;
}

export function hashOfContent(content: string): string {
  return sha256(content);
}

/** The hash of a link: who changes, removes or moves one changes all that follow. */
export function hashOfLink(previousHash: string, { sealNo, eventId, contentHash }: Omit<Seal, 'hash'>): string {
  return sha256(`${previousHash}\n${sealNo}\n${eventId}\n${contentHash}`);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
