import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a stand-in was asked. */
export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: any;
}

type Reply = (asked: Asked, response: ServerResponse) => void | Promise<void>;

/** A service of somebody else on a port of its own, which answers as a test says. */
export class StandIn {
  readonly asked: Asked[] = [];
  private readonly server: Server;

  constructor(private readonly reply: Reply) {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  async start(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const { pathname: path, searchParams: query } = new URL(request.url ?? '', 'http://x');
    const asked = { method: request.method ?? '', path, query, headers: request.headers };
    this.asked.push({ ...asked, body: text ? JSON.parse(text) : undefined });
    await this.reply(this.asked.at(-1) as Asked, response);
  }
}
