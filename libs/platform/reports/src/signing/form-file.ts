const HEAD_ENDS = Buffer.from('\r\n\r\n');
/** Our form has one field. Whoever sends a million, or a head without end, is not searched through. */
const MOST_PARTS = 10;
const LONGEST_HEAD = 4_096;

/** The first file in what a browser's form sends (RFC 7578); null: there is none. */
export function fileInForm(body: Buffer, contentType: string): Buffer | null {
  const [, boundary] = /boundary="?([^";\s]{1,70})/i.exec(contentType) ?? [];
  if (!boundary) return null;
  let start = body.indexOf(`--${boundary}`);
  for (let part = 0; part < MOST_PARTS; part += 1) {
    const end = body.indexOf(`\r\n--${boundary}`, start + 1);
    if (start < 0 || end < 0) return null;
    const head = body.subarray(start, Math.min(end, start + LONGEST_HEAD));
    const headEnd = head.indexOf(HEAD_ENDS);
    const isFile = headEnd >= 0 && /;\s*filename="[^"]/i.test(head.toString('latin1', 0, headEnd));
    if (isFile) return body.subarray(start + headEnd + HEAD_ENDS.length, end);
    start = end;
  }
  return null;
}
