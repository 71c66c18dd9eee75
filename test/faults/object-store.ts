import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Config } from '@nqi/shared/config';

/** A store that speaks as much of S3 as reports need, keeps its objects in memory, and may keep its word to itself. */
export class ObjectStore {
  readonly objects = new Map<string, Buffer>();
  /** Keeps what it is sent and says nothing of it. */
  isSilent = false;
  /** The code with which it refuses everybody, as S3 refuses a wrong key. */
  refusal: string | null = null;
  /** What it was sent and did not answer. */
  readonly unanswered: ServerResponse[] = [];
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));

  /** @returns the settings with which it is used */
  async start(): Promise<Partial<Config>> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    const S3_ENDPOINT = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    const credentials = { S3_ACCESS_KEY_ID: 'test', S3_SECRET_ACCESS_KEY: 'test' };
    return { STORAGE_DRIVER: 's3', S3_BUCKET: 'reports', S3_ENDPOINT, ...credentials };
  }

  /** Says that it has kept what it was sent, late. */
  speak(): void {
    this.isSilent = false;
    for (const response of this.unanswered.splice(0)) response.end();
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.refusal) {
      request.resume();
      response.writeHead(403).end(`<Error><Code>${this.refusal}</Code><Message>No.</Message></Error>`);
      return;
    }
    const key = new URL(request.url ?? '', 'http://store').pathname;
    if (request.method === 'PUT') {
      this.objects.set(key, await buffer(request));
      if (this.isSilent) this.unanswered.push(response);
      else response.end();
      return;
    }
    const object = this.objects.get(key);
    if (object) response.end(request.method === 'HEAD' ? undefined : object);
    else response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
  }
}
