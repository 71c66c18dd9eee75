import { resolve } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type PublicFact, type Report, type ReportKind, ReportKinds } from '@nqi/platform/reports';
import type { Tx } from '@nqi/shared/database';
import type { Author } from '@nqi/shared/history';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { InstrumentValidityService } from '../instruments/instrument-validity.service';
import { MetrologyItem } from '../items/item.entity';
import { itemLife } from '../items/item.life';
import type { ItemEvent } from '../items/item.workflow';
import { OrderCompletionService } from '../orders/order-completion.service';
import type { CertificateContent } from './certificate.content';
import { type CertificateKindFacts, certificateKinds } from './certificate-kinds';
import { publicFactsOf } from './certificate-public-facts';

interface Move {
  event: ItemEvent;
  by: Author;
  note?: string;
}

/** The three kinds of certificate: alike in their life, different in paper, number and what they end. */
@Injectable()
export class CertificateKind implements OnModuleInit {
  constructor(
    private readonly kinds: ReportKinds,
    private readonly lifecycle: Lifecycle,
    private readonly completion: OrderCompletionService,
    private readonly instruments: InstrumentValidityService,
  ) {}

  onModuleInit(): void {
    for (const facts of certificateKinds) this.kinds.register(this.kindOf(facts));
  }

  private kindOf({ name, title, series, template, event }: CertificateKindFacts): ReportKind<CertificateContent> {
    return {
      ...{ name, title, series },
      documents: () => [{ name: 'certificate', templatePath: resolve(__dirname, template) }],
      publicFacts: (content): PublicFact[] => publicFactsOf(content),
      lock: (tx, itemId) => this.lock(tx, itemId),
      checked: (tx, report, by) => this.move(tx, report, { event: 'check', by }),
      approved: (tx, report, by) => this.move(tx, report, { event: 'approve', by }),
      returned: (tx, report, reason, by) => this.move(tx, report, { event: 'return_result', by, note: reason }),
      issued: (tx, report) => this.issued(tx, report, event),
    };
  }

  /** The order first: the last certificate completes it. */
  private async lock(tx: Tx, itemId: string): Promise<void> {
    await this.completion.lockOf(tx, itemId);
    await this.lifecycle.lock(tx, itemLife, [itemId]);
  }

  /** Who checks and who sends back is the laboratory's affair. */
  private async move(tx: Tx, { id, subjectId }: Report, { event, by, note }: Move): Promise<void> {
    const item = await tx.manager.findOneByOrFail(MetrologyItem, { id: subjectId });
    const remark = { note, details: { reportId: id }, visibility: 'institution' as const };
    await this.lifecycle.cause(tx, itemLife, item, { ...remark, event, by });
  }

  /** The certificate is out: the item ends, the instrument is valid, banned or calibrated, and the order may complete. */
  private async issued(tx: Tx, report: Report, event: CertificateKindFacts['event']): Promise<void> {
    const item = await tx.manager.findOneByOrFail(MetrologyItem, { id: report.subjectId });
    const details = { reportId: report.id, number: report.number };
    await this.lifecycle.cause(tx, itemLife, item, { event, by: null, details });
    await this.tellInstrument(tx, item, report.number ?? '');
    await this.completion.itemEnded(tx, item.orderId);
  }

  private async tellInstrument(tx: Tx, item: MetrologyItem, certificateNo: string): Promise<void> {
    const { instrumentId, service, conclusion, performedOn, validUntil } = item;
    const on = performedOn ?? '';
    if (service === 'calibration') {
      await this.instruments.calibrated(tx, instrumentId, { calibratedOn: on, certificateNo });
    } else if (conclusion === 'pass' && validUntil) {
      await this.instruments.certified(tx, instrumentId, { verifiedOn: on, validUntil, certificateNo });
    } else {
      await this.instruments.certified(tx, instrumentId, { verifiedOn: on, certificateNo, isProhibited: true });
    }
  }
}
