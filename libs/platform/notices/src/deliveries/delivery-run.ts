import { Inject, Injectable } from '@nestjs/common';
import { passesByItself, Transactions } from '@nqi/shared/database';
import { type JobFailure, Jobs } from '@nqi/shared/jobs';
import { LOGGER, type Logger } from '@nqi/shared/logging';
import { MessageSender, SendFailure } from './message-sender';
import { noticeDelivery } from './notice-delivery.entity';
import { OutgoingMessages } from './outgoing-messages';

/** A server that asks to wait is asked again after 1, 2, 4 and 8 minutes. */
const MOST_ATTEMPTS = 5;

/** One delivery of a job: claim, send, write down what became of it. One recipient a job: no refusal hinders another. */
@Injectable()
export class DeliveryRun {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    private readonly messages: OutgoingMessages,
    private readonly sender: MessageSender,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async of(id: string): Promise<void> {
    const attempt = await this.jobs.claim(noticeDelivery, id);
    if (attempt === null) return;
    try {
      const message = await this.messages.of(id);
      if (!message) throw new SendFailure('refused', 'the recipient has no address any more', true);
      await this.sender.send(message);
      await this.finish(id);
    } catch (error) {
      if (passesByItself(error)) throw error;
      await this.giveUp(id, attempt, error);
    }
  }

  private async finish(id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      if (!(await this.jobs.finish(tx, noticeDelivery, id))) return;
      await tx.sql('UPDATE notice_deliveries SET sealed = NULL, delivered_at = now() WHERE id = $1', [id]);
    });
  }

  private async giveUp(id: string, attempt: number, error: unknown): Promise<void> {
    const failure = failureOf(error);
    const isFinal = error instanceof SendFailure && error.isFinal;
    if (isFinal || attempt >= MOST_ATTEMPTS) await this.jobs.fail(noticeDelivery, id, attempt, failure);
    else await this.postpone(id, attempt, failure);
    this.logger.warn({ delivery: id, attempt, ...failure }, 'a message did not go out');
  }

  /** The sweeper finds it again when its time has come. */
  private async postpone(id: string, attempt: number, { code, reason }: JobFailure): Promise<void> {
    await this.transactions.run((tx) =>
      tx.sql(
        `UPDATE notice_deliveries SET state = 'queued', lease_until = NULL, failure_code = $3, failure_reason = $4,
                queued_at = now() + make_interval(mins => $5)
         WHERE id = $1 AND state = 'running' AND attempts = $2`,
        [id, attempt, code, reason, 2 ** (attempt - 1)],
      ),
    );
  }
}

/** A fault of ours is told by its name alone: its text could hold what the message says. */
function failureOf(error: unknown): JobFailure {
  if (error instanceof SendFailure) return { code: error.code, reason: error.message };
  return { code: 'fault', reason: (error as Error).name };
}
