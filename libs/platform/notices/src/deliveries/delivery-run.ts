import { Inject, Injectable } from '@nestjs/common';
import { passesByItself, Transactions } from '@nqi/shared/database';
import { type JobFailure, Jobs } from '@nqi/shared/jobs';
import { LOGGER, type Logger } from '@nqi/shared/logging';
import { Mails } from '../mails/mails.service';
import { MessageSender, SendFailure } from './message-sender';
import { noticeDelivery } from './notice-delivery.entity';
import { OutgoingMessages } from './outgoing-messages';

/**
 * One delivery of a job: claim, send, write down what became of it. One recipient a job: no refusal hinders another. What
 * the server has taken is not sent again, however often the queue names it. Only who dies between the server's answer and
 * the commit leaves a message that is sent once more by each successor, as long as a job has attempts, with the same
 * Message-ID, by which mailboxes know a repetition.
 */
@Injectable()
export class DeliveryRun {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    private readonly messages: OutgoingMessages,
    private readonly mails: Mails,
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
      await this.mails.settle(tx, id, null);
    });
  }

  private async giveUp(id: string, attempt: number, error: unknown): Promise<void> {
    const failure = failureOf(error);
    const isFinal = error instanceof SendFailure && error.isFinal;
    // A server that asks to wait (RFC 5321 §4.2.1) is asked again later.
    const waits = !isFinal && (await this.jobs.postpone(noticeDelivery, id, attempt, failure));
    if (!waits) await this.fail(id, attempt, failure);
    this.logger.warn({ delivery: id, attempt, ...failure }, 'a message did not go out');
  }

  private fail(id: string, attempt: number, failure: JobFailure): Promise<void> {
    return this.transactions.run(async (tx) => {
      await this.jobs.fail(noticeDelivery, id, attempt, failure);
      await this.mails.settle(tx, id, failure);
    });
  }
}

/** A fault of ours is told by its name alone: its text could hold what the message says. */
function failureOf(error: unknown): JobFailure {
  if (error instanceof SendFailure) return { code: error.code, reason: error.message };
  return { code: 'fault', reason: (error as Error).name };
}
