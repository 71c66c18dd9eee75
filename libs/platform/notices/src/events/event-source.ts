import { PassThrough } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { EventResponse } from './event.dto';

/** A reader that is this far behind is let go; it comes back with `Last-Event-ID`. */
const MOST_WAITING_BYTES = 256 * 1024;

/** One answer of `text/event-stream`. */
export class EventSource {
  readonly answer: StreamableFile;
  private readonly stream = new PassThrough({ highWaterMark: MOST_WAITING_BYTES });

  /** @param ended runs once, whoever ends it */
  constructor(after: string, ended: () => void) {
    this.answer = new StreamableFile(this.stream, { type: 'text/event-stream; charset=utf-8' });
    this.stream.once('close', ended).once('error', () => undefined);
    // The first bytes carry a position, so that a client that loses the connection at once comes back to it.
    this.write(`retry: 2000\nevent: ready\nid: ${after}\ndata: {}\n\n`);
  }

  send({ id, type, data }: EventResponse): void {
    this.write(`id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Keeps proxies from closing a silent connection. */
  beat(): void {
    this.write(': \n\n');
  }

  end(): void {
    this.stream.end();
  }

  private write(text: string): void {
    if (this.stream.writableEnded || this.stream.destroyed) return;
    if (!this.stream.write(text)) this.stream.destroy();
  }
}
