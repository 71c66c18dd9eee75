/** The first and the last byte, both included. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/** The one range that a client asks for; null: the whole, also where it asks for what is not there (RFC 9110 §14.2). */
export function rangeOf(header: string | undefined, length: number): ByteRange | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  const range = first === '' ? theLast(last, length) : between(Number(first), last, length);
  return range && range.from <= range.to ? range : null;
}

function theLast(bytes: string, length: number): ByteRange | null {
  return bytes === '' ? null : { from: Math.max(0, length - Number(bytes)), to: length - 1 };
}

function between(from: number, last: string, length: number): ByteRange {
  return { from, to: last === '' ? length - 1 : Math.min(Number(last), length - 1) };
}
