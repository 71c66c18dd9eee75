import { type OutgoingSms, SmsFailure, SmsProvider } from './sms-provider';
import { textOf } from './sms-texts';

/** The connection was never made, so the provider has seen nothing. */
const NEVER_CONNECTED = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'],
]);
const LONGEST_REFERENCE = 200;

export interface HttpSmsOptions {
  url: string;
  /** Sent as a bearer token. */
  token: string;
  timeoutMs: number;
}

/** A provider behind one POST of JSON that answers with `{ "reference": "…" }`; most gateways need no more than a proxy. */
export class HttpSms extends SmsProvider {
  readonly name = 'http';

  constructor(private readonly options: HttpSmsOptions) {
    super();
  }

  async send(message: OutgoingSms): Promise<string> {
    const answer = await this.post(message);
    if (answer.status === 429) throw new SmsFailure('not_sent', 'the provider asks to wait (429)');
    if (answer.status >= 400 && answer.status < 500) {
      throw new SmsFailure('refused', `the provider refused it (${answer.status})`);
    }
    if (!answer.ok) throw new SmsFailure('outcome_unknown', `the provider answered ${answer.status}`);
    return referenceIn(answer.body);
  }

  private async post({ id, phone, template, params }: OutgoingSms): Promise<Answer> {
    const { url, token, timeoutMs } = this.options;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': id,
          ...(token && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ id, phone, template, params, text: textOf(template, params) }),
        // A redirect would carry the token to whoever it names.
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      return { status: response.status, ok: response.ok, body: await response.text() };
    } catch (error) {
      const { name, cause } = error as { name?: string; cause?: { code?: string } };
      const code = cause?.code ?? name ?? 'unknown';
      throw new SmsFailure(NEVER_CONNECTED.has(code) ? 'not_sent' : 'outcome_unknown', `no answer: ${code}`);
    }
  }
}

interface Answer {
  status: number;
  ok: boolean;
  body: string;
}

function referenceIn(body: string): string {
  try {
    const { reference } = JSON.parse(body) as { reference?: unknown };
    if (typeof reference === 'string' && reference) return reference.slice(0, LONGEST_REFERENCE);
  } catch {
    // Said below: an answer that cannot be read names no message.
  }
  throw new SmsFailure('outcome_unknown', 'the provider took it without naming it');
}
