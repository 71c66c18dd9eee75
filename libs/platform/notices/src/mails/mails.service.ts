import { Injectable } from '@nestjs/common';
import { Transactions, type Tx } from '@nqi/shared/database';
import { newId } from '@nqi/shared/ids';
import { type JobFailure, Jobs } from '@nqi/shared/jobs';
import { NoticeDelivery, noticeDelivery } from '../deliveries/notice-delivery.entity';
import type { Mail, MailKind } from './mail-kind';

/** Mail that is no notice to a member, such as a report to whom its client names. */
@Injectable()
export class Mails {
  private readonly kinds = new Map<string, MailKind>();

  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
  ) {}

  register(kind: MailKind): void {
    if (this.kinds.has(kind.name)) throw new Error(`The mail kind ${kind.name} is registered twice.`);
    this.kinds.set(kind.name, kind);
  }

  /** Orders one mail; another order is another mail. */
  async order(tx: Tx, mailKind: string, subjectId: string): Promise<void> {
    const id = newId();
    await tx.sql(`INSERT INTO notice_deliveries (id, mail_kind, subject_id, channel) VALUES ($1, $2, $3, 'email')`, [
      id,
      mailKind,
      subjectId,
    ]);
    this.jobs.enqueue(tx, noticeDelivery, id);
  }

  /** Undefined for what is no such mail, null for what is not to be sent any more. */
  async compose(id: string): Promise<Mail | null | undefined> {
    const found = await this.subjectOf(id);
    return found && found.kind.compose(found.subjectId);
  }

  async settle(tx: Tx, id: string, failure: JobFailure | null): Promise<void> {
    const found = await this.subjectOf(id);
    await found?.kind.settled(tx, found.subjectId, failure);
  }

  private async subjectOf(id: string): Promise<{ kind: MailKind; subjectId: string } | undefined> {
    const row = await this.transactions.manager.findOneByOrFail(NoticeDelivery, { id });
    if (row.mailKind === null || row.subjectId === null) return undefined;
    const kind = this.kinds.get(row.mailKind);
    if (!kind) throw new Error(`No module registered the mail kind ${row.mailKind}.`);
    return { kind, subjectId: row.subjectId };
  }
}
