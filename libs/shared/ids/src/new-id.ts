import { getRandomValues } from 'node:crypto';
import { v7 } from 'uuid';

/** Randomness for some 250 keys: asking the system for each costs more than all the rest of a key. */
const pool = new Uint8Array(4_096);
let taken = pool.length;
/** Of the last key: when it was made, and its place among those of the same millisecond. */
const last = { msecs: 0, seq: 0 };

/** A new primary key: UUIDv7, so that keys made later sort later and indexes grow at one end. */
export function newId(): string {
  const random = sixteenBytes();
  const msecs = Math.max(Date.now(), last.msecs);
  // The first place leaves half of them for those that follow; the last bits of each key are random.
  last.seq = msecs > last.msecs ? new DataView(random.buffer, random.byteOffset).getUint32(6) >>> 1 : last.seq + 1;
  last.msecs = msecs;
  return v7({ random, ...last });
}

function sixteenBytes(): Uint8Array {
  if (taken === pool.length) {
    getRandomValues(pool);
    taken = 0;
  }
  taken += 16;
  return pool.subarray(taken - 16, taken);
}
