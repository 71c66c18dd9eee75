import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Mail {
  to: string;
  text: string;
}

/** A mail server that knows whom it does not want, and when it has no time. */
export interface MailServer {
  url: string;
  mails: Mail[];
  refused: Set<string>;
  busy: Set<string>;
  stop(): void;
}

export async function startMailServer(): Promise<MailServer> {
  const [mails, refused, busy] = [[] as Mail[], new Set<string>(), new Set<string>()];
  const refusal = (address: string): Error | null => {
    const responseCode = refused.has(address) ? 550 : busy.has(address) ? 451 : null;
    return responseCode && Object.assign(new Error('not this one'), { responseCode });
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => done(refusal(address)),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push({ to: session.envelope.rcptTo[0]?.address ?? '', text: Buffer.concat(chunks).toString() });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, mails, refused, busy, stop: () => server.close() };
}

/** The words of a mail, whichever way they are written down. */
export function wordsOf({ text }: Mail): string {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString();
  return body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
