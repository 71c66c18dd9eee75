import { DEMO_PASSWORD } from '../../apps/cli/src/demo-city';

/** A person of the demo city who is signed in. */
export interface Caller {
  token: string;
  userId: string;
  organisationId: string;
  get(path: string): Promise<Answer>;
  /** @throws Error when it is refused */
  post(path: string, body?: object): Promise<Answer>;
}

/** A body as it came; who asks knows what is in it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the shape belongs to the api, which has its own tests
export type Answer = any;

/** Signs in over HTTP as the person with this phone. */
export async function signIn(url: string, phone: string): Promise<Caller> {
  const { accessToken } = await send(`${url}/v1/auth/token`, { method: 'POST' }, { phone, password: DEMO_PASSWORD });
  const token = accessToken as string;
  const authorization = `Bearer ${token}`;
  const me = await send(`${url}/v1/me`, { headers: { authorization } });
  return {
    token,
    userId: me.user?.id ?? me.userId ?? me.id,
    organisationId: me.organisationId,
    get: (path) => send(url + path, { headers: { authorization } }),
    post: (path, body) => send(url + path, { method: 'POST', headers: { authorization } }, body),
  };
}

async function send(url: string, init: RequestInit, body?: object): Promise<Answer> {
  const json = body && { body: JSON.stringify(body), headers: { ...init.headers, 'content-type': 'application/json' } };
  const answer = await fetch(url, { ...init, ...json });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${init.method ?? 'GET'} ${url} answered ${answer.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text) as Answer;
}
