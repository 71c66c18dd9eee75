import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type Mail, type MailKind, Mails } from '@nqi/platform/notices';
import { Clock } from '@nqi/shared/clock';
import { CONFIG, type Config } from '@nqi/shared/config';
import { Transactions, type Tx } from '@nqi/shared/database';
import type { JobFailure } from '@nqi/shared/jobs';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { Secrets } from '@nqi/shared/secrets';
import { ReportKinds } from '../report-kind';
import { DeliveredFiles } from './delivered-files';
import { DELIVERY_EMAIL, REPORT_MAIL, ReportDelivery } from './report-delivery.entity';
import { deliveryLife } from './report-delivery.life';
import { ReportDeliveryQueries } from './report-delivery.queries';

/** Mail that brings reports, or says where they are. */
@Injectable()
export class ReportMailKind implements MailKind, OnModuleInit {
  readonly name = REPORT_MAIL;

  constructor(
    private readonly mails: Mails,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly secrets: Secrets,
    private readonly queries: ReportDeliveryQueries,
    private readonly kinds: ReportKinds,
    private readonly files: DeliveredFiles,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.mails.register(this);
  }

  async compose(id: string): Promise<Mail | null> {
    const delivery = await this.transactions.manager.findOneBy(ReportDelivery, { id });
    const to = delivery && this.secrets.decrypt({ column: DELIVERY_EMAIL, id }, delivery.contactEmail);
    if (!to || delivery.state !== 'queued') return null;
    const reports = await this.queries.contents(id);
    const files = delivery.attachesFiles ? await this.files.of(reports) : [];
    const lines = reports.map((report) => {
      const { title } = this.kinds.of(report);
      const [check, file] = [`/v/${report.token}`, `/v1/reports/${report.id}/file`].map(
        (path) => new URL(path, this.config.PUBLIC_URL).href,
      );
      return `${report.number}  ${title.zh} ${title.en}\n  查验 Verify: ${check}\n  下载 Download: ${file}`;
    });
    return { to, ...announced(reports, lines), files };
  }

  /** What was cancelled or downloaded meanwhile stays so. */
  async settled(tx: Tx, id: string, failure: JobFailure | null): Promise<void> {
    const lock = { mode: 'for_no_key_update' } as const;
    const delivery = await tx.manager.findOne(ReportDelivery, { where: { id, state: 'queued' }, lock });
    if (!delivery) return;
    if (failure) delivery.failureReason = `${failure.code}: ${failure.reason}`;
    else delivery.sentAt = this.clock.now();
    await this.lifecycle.cause(tx, deliveryLife, delivery, { event: failure ? 'fail' : 'send', by: null });
  }
}

/** How the mail begins: what it is, who issued it. */
function announced(
  [first]: readonly { number: string; institution: string }[],
  lines: readonly string[],
): { title: string; text: string } {
  const { number, institution } = first ?? { number: '', institution: '' };
  const title = `NQI+ 检验检测报告 ${number}${lines.length > 1 ? ` 等 ${lines.length} 份` : ''}`;
  const greeting = `您好，${institution}签发了以下报告。\n${institution} has issued these reports.`;
  return { title, text: `${greeting}\n\n${lines.join('\n\n')}\n` };
}
