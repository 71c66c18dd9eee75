import { Agent, get, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const TRIES = 50;
const PAUSE_MS = 100;

/** Event streams that are held open and read by one process. */
export class OpenStreams {
  private readonly answers: IncomingMessage[] = [];
  private heard = 0;
  private whenAllHeard: () => void = () => undefined;

  /** One stream for each token, as often as it is there; who is not let in yet comes again. */
  static async open(url: string, tokens: readonly string[]): Promise<OpenStreams> {
    const streams = new OpenStreams();
    const agent = new Agent({ maxSockets: Infinity });
    for (const token of tokens) streams.add(await admitted(url, token, agent));
    return streams;
  }

  /** @returns milliseconds from the beginning of `tell` until the last of the streams has read a notice */
  async hear(tell: () => Promise<unknown>): Promise<number> {
    this.heard = 0;
    const all = new Promise<void>((done) => (this.whenAllHeard = done));
    const began = performance.now();
    await Promise.all([tell(), all]);
    return performance.now() - began;
  }

  close(): void {
    for (const answer of this.answers) answer.destroy();
  }

  private add(answer: IncomingMessage): void {
    this.answers.push(answer.setEncoding('utf8').on('error', () => undefined));
    answer.on('data', (text: string) => {
      if (!text.includes('event: notice')) return;
      this.heard += 1;
      if (this.heard === this.answers.length) this.whenAllHeard();
    });
  }
}

async function admitted(url: string, token: string, agent: Agent): Promise<IncomingMessage> {
  const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' };
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await new Promise<IncomingMessage>((done, failed) => {
      get(url, { agent, headers }, done).once('error', failed);
    });
    if (answer.statusCode === 200) return answer;
    answer.resume();
    await pause(PAUSE_MS);
  }
  throw new Error(`${url} did not let a listener in`);
}
