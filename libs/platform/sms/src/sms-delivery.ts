import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { passesByItself, Transactions } from '@nqi/shared/database';
import { type JobFailure, Jobs } from '@nqi/shared/jobs';
import { LOGGER, type Logger } from '@nqi/shared/logging';
import { Metrics } from '@nqi/shared/metrics';
import { SmsEnvelope } from './sms-envelope';
import { SmsMessage, smsDelivery } from './sms-message.entity';
import { SmsFailure, SmsProvider } from './sms-provider';

/** How often a message is handed over while nothing can have been sent, and how long is waited in between. */
const HAND_OVERS = 3;
const PAUSE_MS = 200;

/**
 * One delivery of a job: claim, say durably that the provider is about to hear of it, send, write down the result; each
 * step by itself, no transaction is open meanwhile. A message that may have been sent is never sent again.
 */
@Injectable()
export class SmsDelivery {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    private readonly provider: SmsProvider,
    private readonly envelope: SmsEnvelope,
    private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async of(id: string): Promise<void> {
    const attempt = await this.jobs.claim(smsDelivery, id);
    if (attempt === null) return;
    try {
      const message = await this.transactions.manager.findOneByOrFail(SmsMessage, { id });
      if (message.isDecoy) return await this.finish(id, null);
      await this.handOver(id, attempt);
      await this.finish(id, await this.send(message));
    } catch (error) {
      // Nothing can be written down: once the lease is over the row says whether the provider may have heard of it.
      if (passesByItself(error)) throw error;
      await this.fail(id, attempt, failureOf(error));
    }
  }

  /** @throws SmsFailure when it is too late, or an attempt before this one may have sent it */
  private async handOver(id: string, attempt: number): Promise<void> {
    const handedOver = await this.transactions.run((tx) =>
      tx.sql<{ isInTime: boolean }>(
        `UPDATE sms_messages SET handed_over_at = now(), provider = $3
         WHERE id = $1 AND state = 'running' AND attempts = $2 AND handed_over_at IS NULL
         RETURNING send_before > now() AS "isInTime"`,
        [id, attempt, this.provider.name],
      ),
    );
    if (handedOver.length === 0) throw new SmsFailure('outcome_unknown', 'a worker ended while it handed it over');
    if (!handedOver[0]?.isInTime) throw new SmsFailure('refused', 'it came too late to be of use');
  }

  private async send({ id, template, sealed }: SmsMessage, handOvers = 1): Promise<string> {
    if (!sealed) throw new SmsFailure('refused', 'its content is gone');
    try {
      return await this.provider.send({ id, template, ...this.envelope.open(id, sealed) });
    } catch (error) {
      const mayTryAgain = error instanceof SmsFailure && error.code === 'not_sent' && handOvers < HAND_OVERS;
      if (!mayTryAgain) throw error;
      await pause(PAUSE_MS * handOvers);
      return this.send({ id, template, sealed } as SmsMessage, handOvers + 1);
    }
  }

  /** @param reference of the provider; null for a decoy, which nobody sent */
  private async finish(id: string, reference: string | null): Promise<void> {
    await this.transactions.run(async (tx) => {
      if (!(await this.jobs.finish(tx, smsDelivery, id))) return;
      await tx.sql(
        `UPDATE sms_messages SET sealed = NULL, provider_reference = $2,
                sent_at = CASE WHEN is_decoy THEN NULL ELSE now() END
         WHERE id = $1`,
        [id, reference],
      );
    });
    this.metrics.jobs.inc({ queue: smsDelivery.queue, outcome: 'ready' });
  }

  private async fail(id: string, attempt: number, failure: JobFailure): Promise<void> {
    await this.jobs.fail(smsDelivery, id, attempt, failure);
    await this.transactions.run((tx) =>
      tx.sql(`UPDATE sms_messages SET sealed = NULL WHERE id = $1 AND state = 'failed'`, [id]),
    );
    this.metrics.jobs.inc({ queue: smsDelivery.queue, outcome: 'failed' });
    this.logger.error({ sms: id, ...failure }, 'a message was not sent');
  }
}

/** A fault of ours is told by its name alone: its text could hold what the message says. */
function failureOf(error: unknown): JobFailure {
  if (error instanceof SmsFailure) return { code: error.code, reason: error.message };
  return { code: 'outcome_unknown', reason: (error as Error).name };
}
