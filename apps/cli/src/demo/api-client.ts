import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

/** How often a request is repeated that found the service busy; all of them carry a key, so nothing happens twice. */
const ATTEMPTS = 4;
const UNAVAILABLE = 503;

/** A request that the platform refused, with its problem document (RFC 9457). */
export class RefusedRequest extends Error {
  constructor(
    request: string,
    readonly status: number,
    readonly problem: unknown,
  ) {
    super(`${request} was answered with ${status}\n${JSON.stringify(problem, null, 2)}`);
  }
}

interface Payload {
  body?: object;
  key: string;
}

/** A client of the api in somebody's name, as any program out there would write it. */
export class ApiClient {
  constructor(
    readonly baseUrl: string,
    private readonly token?: string,
  ) {}

  /** The same api, called by the person to whom the access token belongs. */
  as(token: string): ApiClient {
    return new ApiClient(this.baseUrl, token);
  }

  /** @throws RefusedRequest */
  async get<T>(path: string): Promise<T> {
    return (await (await this.send('GET', path)).json()) as T;
  }

  /**
   * A batch of which no row was accepted is an answer, not a refusal.
   * @param key names the request: sent again with the same key, it does nothing new
   * @throws RefusedRequest
   */
  async post<T>(path: string, body?: object, key: string = randomUUID()): Promise<T> {
    return (await (await this.send('POST', path, { body, key })).json()) as T;
  }

  /** @throws RefusedRequest */
  async download(path: string): Promise<Buffer> {
    return Buffer.from(await (await this.send('GET', path)).arrayBuffer());
  }

  private async send(method: 'GET' | 'POST', path: string, payload?: Payload): Promise<Response> {
    const request = `${method} ${path}`;
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.try(method, path, payload).catch((error: Error) => {
        const { message } = error.cause instanceof Error ? error.cause : error;
        throw new Error(`${request} got no answer: ${message}`);
      });
      if (!answer.headers.get('content-type')?.includes('problem+json')) return answer;
      if (answer.status !== UNAVAILABLE || attempt === ATTEMPTS) {
        throw new RefusedRequest(request, answer.status, await answer.json());
      }
      await answer.arrayBuffer();
      await pause(Number(answer.headers.get('retry-after') ?? '1') * 1_000);
    }
  }

  private try(method: string, path: string, payload?: Payload): Promise<Response> {
    const headers = {
      'accept-language': 'en',
      ...(this.token && { authorization: `Bearer ${this.token}` }),
      ...(payload && { 'idempotency-key': payload.key }),
      ...(payload?.body && { 'content-type': 'application/json' }),
    };
    const body = payload?.body && JSON.stringify(payload.body);
    return fetch(new URL(path, this.baseUrl), { method, headers, body });
  }
}
