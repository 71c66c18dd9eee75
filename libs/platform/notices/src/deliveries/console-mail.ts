import { MessageSender, type OutgoingMessage } from './message-sender';

/** Prints mail instead of sending it: for development, where the reader of the terminal is the recipient. */
export class ConsoleMail extends MessageSender {
  send({ to, title, text }: OutgoingMessage): Promise<void> {
    process.stdout.write(`Mail to ${to}: ${title}\n${text}\n`);
    return Promise.resolve();
  }
}
