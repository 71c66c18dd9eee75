import { type OutgoingSms, SmsProvider } from './sms-provider';
import { textOf } from './sms-texts';

/** Prints the messages instead of sending them: for development, where the reader of the terminal is the recipient. */
export class ConsoleSms extends SmsProvider {
  readonly name = 'console';

  send({ id, phone, template, params }: OutgoingSms): Promise<string> {
    process.stdout.write(`SMS to ${phone}: ${textOf(template, params)}\n`);
    return Promise.resolve(id);
  }
}
