/** What a key can be good for; a closed list. A key never does more than the person who made it may do. */
export const keyScopes = [
  'read',
  'devices:write',
  'filings:write',
  'instruments:write',
  'orders:write',
  'results:write',
  'bookings:write',
] as const;
export type KeyScope = (typeof keyScopes)[number];

/** What a request needs of a key: reading on every route for keys, writing where the route names a scope. */
export function neededScope(method: string, write: KeyScope | null): KeyScope | null {
  return method === 'GET' || method === 'HEAD' ? 'read' : write;
}
