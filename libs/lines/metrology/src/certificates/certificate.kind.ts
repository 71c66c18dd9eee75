import { resolve } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type DocumentPlan,
  type PublicFact,
  type Report,
  type ReportKind,
  ReportKinds,
  inForce,
} from '@nqi/platform/reports';
import type { Tx } from '@nqi/shared/database';
import { type Author, History } from '@nqi/shared/history';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { writeDigitalCertificate } from '../dcc/digital-certificate';
import { InstrumentValidityService, type StandingEvent } from '../instruments/instrument-validity.service';
import { MetrologyItem } from '../items/item.entity';
import { itemLife } from '../items/item.life';
import type { ItemEvent } from '../items/item.workflow';
import { OrderCompletionService } from '../orders/order-completion.service';
import type { CertificateContent } from './certificate.content';
import { checklistOf } from './certificate-checklist';
import { type CertificateKindFacts, certificateKinds } from './certificate-kinds';
import { publicFactsOf } from './certificate-public-facts';
import { AMENDABLE_PARTICULARS } from './amendable-particulars';
import { type CertifiedItem, certifiedStanding, outcomeOf } from './certified-standing';

const DCC = { zh: '数字校准证书', en: 'Digital calibration certificate (DCC)' };

interface Move {
  event: ItemEvent;
  by: Author;
  note?: string;
}

/** Certificates in force of the instrument `$1`, the latest first. */
const IN_FORCE = `
  SELECT i.service, i.conclusion, to_char(i.performed_on, 'YYYY-MM-DD') AS "performedOn",
    to_char(i.valid_until, 'YYYY-MM-DD') AS "validUntil", r.number AS "certificateNo"
  FROM metrology_items i JOIN reports r ON r.subject_id = i.id
  WHERE i.instrument_id = $1 AND ${inForce('r')}
  ORDER BY i.performed_on DESC, r.approved_at DESC`;

/** The three kinds of certificate: alike in their life, different in paper, number and what they end. */
@Injectable()
export class CertificateKind implements OnModuleInit {
  constructor(
    private readonly kinds: ReportKinds,
    private readonly lifecycle: Lifecycle,
    private readonly history: History,
    private readonly completion: OrderCompletionService,
    private readonly instruments: InstrumentValidityService,
  ) {}

  onModuleInit(): void {
    for (const facts of certificateKinds) this.kinds.register(this.kindOf(facts));
  }

  private kindOf({ name, title, series, template, event }: CertificateKindFacts): ReportKind<CertificateContent> {
    return {
      ...{ name, title, series },
      documents: (content) => documentsOf(content, template),
      checklist: (content) => checklistOf(name, content),
      publicFacts: (content): PublicFact[] => publicFactsOf(content),
      lock: (tx, itemId) => this.lock(tx, itemId),
      checked: (tx, report, by) => this.move(tx, report, { event: 'check', by }),
      approved: (tx, report, by) => this.move(tx, report, { event: 'approve', by }),
      returned: (tx, report, reason, by) => this.move(tx, report, { event: 'return_result', by, note: reason }),
      issued: (tx, report) => this.issued(tx, report, event),
      amended: (tx, report) => this.amended(tx, report),
      revoked: (tx, report) => this.revoked(tx, report),
      amendable: AMENDABLE_PARTICULARS,
      validUntil: (content) => content.validUntil,
      isStatutory: (content) => event !== 'calibrate' && content.instrument.isMandatory,
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
    await this.tellInstrument(tx, item, outcomeOf(item, report.number ?? ''));
    await this.completion.itemEnded(tx, item.orderId);
  }

  /** Item and instrument name the certificate that holds now. */
  private async amended(tx: Tx, report: Report): Promise<void> {
    const item = await tx.manager.findOneByOrFail(MetrologyItem, { id: report.subjectId });
    item.reportId = report.id;
    await tx.manager.save(item);
    const details = { reportId: report.id, certificateNo: report.number };
    await this.tellInstrument(tx, item, { event: 'amend_certificate', details });
  }

  /** The instrument goes back to its certificates in force, and to what its owner had stated before there were any. */
  private async revoked(tx: Tx, report: Report): Promise<void> {
    const item = await tx.manager.findOneByOrFail(MetrologyItem, { id: report.subjectId });
    const details = { reportId: report.id, certificateNo: report.number };
    await this.tellInstrument(tx, item, { event: 'revoke_certificate', details });
    const { id: recordId, state } = item;
    const happening = { recordType: 'metrology_item', recordId, event: 'revoke_certificate', from: state, to: state };
    this.history.record(tx, { ...happening, by: null, details: { reportId: report.id, number: report.number } });
  }

  private async tellInstrument(tx: Tx, { instrumentId }: MetrologyItem, happening: StandingEvent): Promise<void> {
    if (instrumentId === null) return;
    const certificates = await tx.sql<CertifiedItem>(IN_FORCE, [instrumentId]);
    await this.instruments.certified(tx, instrumentId, certifiedStanding(certificates), happening);
  }
}

/** Contents older than the certificate for machines lack what it is made of. */
function documentsOf(content: CertificateContent, template: string): DocumentPlan[] {
  const certificate = { name: 'certificate', templatePath: resolve(__dirname, template), attaches: ['dcc'] };
  const dcc = { name: 'dcc', extension: 'xml', title: DCC, write: writeDigitalCertificate } as const;
  return 'results' in content ? [certificate, dcc] : [certificate];
}
