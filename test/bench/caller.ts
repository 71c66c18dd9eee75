import { DEMO_PASSWORD } from '../../apps/cli/src/demo-city';

/** A person of the demo city who is signed in. Both verbs throw when the api refuses. */
export interface Caller {
  token: string;
  userId: string;
  organisationId: string;
  get<Body>(path: string): Promise<Body>;
  post<Body>(path: string, body?: object): Promise<Body>;
}

/** Signs in over HTTP as the person with this phone. */
export async function signIn(url: string, phone: string): Promise<Caller> {
  const token = await tokenOf(url, phone);
  const headers = { authorization: `Bearer ${token}` };
  const me = await send<{ id: string; organisationId: string }>(`${url}/v1/me`, 'GET', headers);
  return {
    ...{ token, userId: me.id, organisationId: me.organisationId },
    get: (path) => send(url + path, 'GET', headers),
    post: (path, body) => send(url + path, 'POST', headers, body),
  };
}

/** An access token of a new session. */
export async function tokenOf(url: string, phone: string): Promise<string> {
  const credentials = { phone, password: DEMO_PASSWORD };
  return (await send<{ accessToken: string }>(`${url}/v1/auth/token`, 'POST', {}, credentials)).accessToken;
}

async function send<Body>(
  url: string,
  method: 'GET' | 'POST',
  headers: Record<string, string>,
  body?: object,
): Promise<Body> {
  const json = body && { body: JSON.stringify(body), headers: { ...headers, 'content-type': 'application/json' } };
  const answer = await fetch(url, { method, headers, ...json });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url} answered ${answer.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text) as Body;
}
