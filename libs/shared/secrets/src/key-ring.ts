/** The data keys by their ids; the first one encrypts, all decrypt. */
export interface KeyRing {
  readonly current: string;
  readonly keys: ReadonlyMap<string, Buffer>;
}

const ENTRY = /^([a-z0-9-]{1,20}):([A-Za-z0-9+/]{43}=)$/;

/**
 * Reads `kid:base64,kid:base64`.
 * @throws Error that names the entry by its place, never by its content
 */
export function readKeyRing(text: string): KeyRing {
  const entries = text.split(',').map((entry, index) => {
    const [, kid, key] = ENTRY.exec(entry.trim()) ?? [];
    if (!kid || !key) throw new Error(`entry ${index + 1} is not kid:base64 of 32 bytes`);
    return [kid, Buffer.from(key, 'base64')] as const;
  });
  const keys = new Map(entries);
  if (keys.size !== entries.length) throw new Error('a key id stands there twice');
  return { current: entries[0]?.[0] ?? '', keys };
}
