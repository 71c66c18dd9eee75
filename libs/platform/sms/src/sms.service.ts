import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { Jobs } from '@nqi/shared/jobs';
import { SmsEnvelope } from './sms-envelope';
import { smsDelivery, type SmsOrder } from './sms-message.entity';

const TODAY = `(now() AT TIME ZONE 'Asia/Shanghai')::date`;

/** Takes one message (a decoy: none) out of what the city may still send today; no row when nothing is left. */
const TAKE = `
  INSERT INTO sms_budgets AS b (day, taken) SELECT ${TODAY}, $1 WHERE $2 > 0
  ON CONFLICT (day) DO UPDATE SET taken = b.taken + $1 WHERE b.taken < $2
  RETURNING taken`;

/** Orders messages; the worker sends them. */
@Injectable()
export class Sms {
  constructor(
    private readonly jobs: Jobs,
    private readonly envelope: SmsEnvelope,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Sends once this transaction is durable. @throws DomainError access.codes_exhausted when today's money is spent */
  async order(tx: Tx, { phone, template, params, goodForSeconds, isDecoy }: SmsOrder): Promise<void> {
    const id = newId();
    const sealed = this.envelope.close(id, { phone, params });
    await tx.sql(
      `INSERT INTO sms_messages (id, template, recipient, sealed, is_decoy, send_before)
       VALUES ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))`,
      [id, template, `${phone.slice(0, 3)}****${phone.slice(-4)}`, sealed, isDecoy, goodForSeconds],
    );
    this.jobs.enqueue(tx, smsDelivery, id);
    // Last: everybody who orders a message waits for this row until the other's transaction ends.
    await this.take(tx, isDecoy ? 0 : 1);
  }

  private async take(tx: Tx, messages: number): Promise<void> {
    const taken = await tx.sql(TAKE, [messages, this.config.SMS_DAILY_CAP]);
    if (taken.length > 0) return;
    const [row] = await tx.sql<{ seconds: number }>(
      `SELECT ceil(extract(epoch FROM (${TODAY} + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' - now()))::int AS seconds`,
    );
    throw new DomainError('access.codes_exhausted', { retryAfterSeconds: row?.seconds ?? 1 });
  }
}
