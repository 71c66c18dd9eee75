import type { ServerResponse } from 'node:http';
import { type Asked, StandIn } from './stand-in';
import { until } from './until';

type Behaviour = (asked: Asked, response: ServerResponse) => void;

/** A provider of text messages that delivers to nobody, and shows what it was given. */
export class SmsGateway {
  private readonly scripted: Behaviour[] = [];
  private readonly standIn = new StandIn((asked, response) => {
    const behave = this.scripted.shift() ?? take;
    behave(asked, response);
  });

  start(): Promise<string> {
    return this.standIn.start();
  }

  stop(): Promise<void> {
    return this.standIn.stop();
  }

  get asked(): readonly Asked[] {
    return this.standIn.asked;
  }

  /** Answers the next messages so, one after the other; then as usual again. */
  script(...behaviours: Behaviour[]): void {
    this.scripted.push(...behaviours);
  }

  forget(): void {
    this.standIn.asked.length = 0;
  }

  sentTo(phone: string): Asked[] {
    return this.standIn.asked.filter(({ body }) => body.phone === phone);
  }

  /** The code in the n-th message to this phone (from 1). */
  async codeFor(phone: string, nth = 1): Promise<string> {
    const message = await until(async () => this.sentTo(phone)[nth - 1]);
    return message.body.params.code as string;
  }
}

function take({ body }: Asked, response: ServerResponse): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ reference: `sms-${body.id}` }));
}

export const answerStatus =
  (status: number, text = ''): Behaviour =>
  (_, response) => {
    response.statusCode = status;
    response.end(text);
  };

/** The connection breaks after the message was read. */
export const hangUp: Behaviour = (_, response) => void response.socket?.destroy();
export const saysNothing: Behaviour = () => undefined;
