/** A place in the order in which notices are sent out, written `transaction-position`. */
export interface EventPosition {
  readonly transactionId: bigint;
  readonly position: bigint;
}

/** Both numbers fit into a bigint of the database. */
const WRITTEN = /^(\d{1,18})-(\d{1,18})$/;

/** What `Last-Event-ID` or `after` names; null when no event was ever called so. */
export function readPosition(text: string): EventPosition | null {
  const [, transactionId, position] = WRITTEN.exec(text) ?? [];
  return transactionId && position ? { transactionId: BigInt(transactionId), position: BigInt(position) } : null;
}

export function writePosition({
  transactionId,
  position,
}: {
  transactionId: bigint | string;
  position: bigint | string;
}): string {
  return `${transactionId}-${position}`;
}

export function isAfter(one: EventPosition, other: EventPosition): boolean {
  if (one.transactionId !== other.transactionId) return one.transactionId > other.transactionId;
  return one.position > other.position;
}
