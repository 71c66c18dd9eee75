import { createTransport, type Transporter } from 'nodemailer';
import { MessageSender, type OutgoingMessage, SendFailure } from './message-sender';

const TIMEOUT_MS = 20_000;

/** Mail by a server that speaks SMTP. */
export class SmtpMail extends MessageSender {
  private readonly transport: Transporter;

  constructor(
    url: string,
    private readonly from: string,
  ) {
    super();
    const patience = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
    this.transport = createTransport({ url, ...patience, disableFileAccess: true, disableUrlAccess: true });
  }

  async send({ id, to, title, text, files = [] }: OutgoingMessage): Promise<void> {
    const mail = { from: this.from, to: { name: '', address: to }, subject: title, text, messageId: `<${id}@nqi>` };
    const attachments = files.map(({ name, type, content }) => ({ filename: name, contentType: type, content }));
    try {
      await this.transport.sendMail({ ...mail, attachments });
    } catch (error) {
      throw failureOf(error);
    }
  }
}

/** A server says 5xx for good and 4xx for now (RFC 5321 §4.2.1); its words may repeat the address, its code does not. */
function failureOf(error: unknown): SendFailure {
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  if (!responseCode) return new SendFailure('not_sent', `no answer of the mail server: ${code ?? 'unknown'}`, false);
  const isFinal = responseCode >= 500 && code !== 'EAUTH';
  return new SendFailure(isFinal ? 'refused' : 'not_sent', `the mail server answered ${responseCode}`, isFinal);
}
