import type { Answer, Caller } from '../support/client';
import type { Operation } from './document';

/** The operation with these ids in its path, asked by somebody. */
export async function ask(
  caller: Caller,
  operation: Operation,
  ids: Readonly<Record<string, string>>,
  body?: unknown,
): Promise<Answer> {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? name);
  const query = operation.query
    .filter(({ required }) => required)
    .map(({ name, schema }) => `${name}=${textOf(schema)}`);
  const url = query.length > 0 ? `${path}?${query.join('&')}` : path;
  if (operation.method === 'get') return caller.get(url);
  return caller[operation.method](url, body, operation.isEdit ? { 'if-match': await versionOf(caller, path) } : {});
}

/** Whoever can read the record edits the version that there is. */
async function versionOf({ get }: Caller, path: string): Promise<string> {
  const { headers } = await get(path.replace(/\/mandatory-override$/, ''));
  return headers.etag ?? '"1"';
}

function textOf({ example, format, enum: values }: Record<string, any>): string {
  if (format === 'uuid') return '01890000-0000-7000-8000-000000000000';
  return encodeURIComponent(String(example ?? values?.[0] ?? '1'));
}

/** Headers that belong to the single request. */
const OWN = ['x-request-id', 'date', 'ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset'];

/** An answer without what belongs to the single request. */
export function seen({ status, headers, body }: Answer): string {
  const kept = Object.entries(headers).filter(([name]) => !OWN.includes(name));
  const said = typeof body === 'object' && body !== null ? { ...body, traceId: '', instance: '' } : body;
  return JSON.stringify({ status, headers: Object.fromEntries(kept.sort()), body: said });
}
