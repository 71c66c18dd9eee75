import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { cityDate } from '@nqi/shared/calendar';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { nextState } from '@nqi/shared/workflow';
import { Not } from 'typeorm';
import {
  amendablesOf,
  amendedContent,
  amendedNumber,
  type AskedChange,
  changesOf,
  type ReplacedFile,
} from './amendment';
import { contentHashOf } from './content-hash';
import { lockReport, lockRow } from './locked-report';
import { ReportContents } from './report-contents';
import { FILES_OF_ISSUE } from './report-file.entity';
import { ReportKinds } from './report-kind';
import { ReportRevocationService } from './report-revocation.service';
import { Report } from './report.entity';
import { reportLife } from './report.life';
import { partiesOf } from './report.policy';
import { reportWorkflow } from './report.workflow';

export interface AskedAmendment {
  reason: string;
  changes: AskedChange[];
}

/** 更正: a new report with corrected particulars, checked and approved like any other, that replaces one that is out. */
@Injectable()
export class ReportAmendmentService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly kinds: ReportKinds,
    private readonly contents: ReportContents,
    private readonly revocations: ReportRevocationService,
  ) {}

  /**
   * Drafts the amendment of a report, or a new revision of the one that was sent back.
   * @returns the id of the amendment
   * @throws DomainError reports.not_in_force, reports.amendment_open, request.invalid, reports.incomplete,
   * reports.unprintable
   */
  amend(actor: Actor, id: string, asked: AskedAmendment): Promise<string> {
    return this.transactions.run(async (tx) => {
      const old = await lockReport(tx, this.kinds, { id, institutionId: actor.organisationId });
      const parties = partiesOf(actor, { ...old, replacesId: old.id });
      nextState(reportWorkflow, null, 'amend', parties);
      if (old.state !== 'issued') throw new DomainError('reports.not_in_force', { state: old.state });
      const open = await this.openOf(tx, old.id);
      if (open && open.state !== 'returned') throw new DomainError('reports.amendment_open', { existing: named(open) });
      const prepared = { ...(await this.contentOf(tx, old, asked)), ...this.startOf(actor, open) };
      const cause = { by: actor, parties, note: asked.reason, visibility: 'institution' } as const;
      if (!open) {
        return this.lifecycle.begin(tx, reportLife, this.successorOf(old, prepared), { event: 'amend', ...cause }).id;
      }
      await this.lifecycle.move(tx, reportLife, Object.assign(await lockRow(tx, open.id), prepared), {
        ...{ event: 'redraft', ...cause },
      });
      return open.id;
    });
  }

  /** Of an amendment: that of the report it replaces, continued; undefined for any other. */
  async numberOf(tx: Tx, { replacesId }: Report): Promise<string | undefined> {
    if (replacesId === null) return undefined;
    const { number } = await tx.manager.findOneByOrFail(Report, { id: replacesId });
    return amendedNumber(number ?? '');
  }

  /** The amendment is issued: what it replaces is superseded in the same transaction. The subject is locked. */
  async takeEffect(tx: Tx, amendment: Report, replacesId: string): Promise<void> {
    const old = await lockRow(tx, replacesId);
    old.supersededAt = this.clock.now();
    const details = { reportId: amendment.id, number: amendment.number };
    await this.lifecycle.cause(tx, reportLife, old, { event: 'supersede', by: null, details });
    await this.revocations.lapse(tx, old.id);
    await this.kinds.of(amendment).amended(tx, amendment);
  }

  private async contentOf(
    tx: Tx,
    old: Report,
    { reason, changes: asked }: AskedAmendment,
  ): Promise<Pick<Report, 'content' | 'contentHash'>> {
    const { changes, errors } = changesOf(amendablesOf(old.content, this.kinds.of(old).amendable), asked);
    if (errors.length > 0) throw new DomainError('request.invalid', { errors });
    const issuedOn = old.approvedAt ? cityDate(old.approvedAt) : '';
    const files = await tx.sql<ReplacedFile>(FILES_OF_ISSUE, [old.id]);
    const replaces = { number: old.number ?? '', issuedOn, files };
    const content = amendedContent(old.content as object, { replaces, reason, changes });
    this.contents.assertFit(old, content);
    return { content, contentHash: contentHashOf(content) };
  }

  private startOf(actor: Actor, open: Report | null): Partial<Report> {
    return {
      ...{ authorId: actor.userId, checkerId: null, approverId: null, checkedAt: null },
      ...{ preparedAt: this.clock.now(), returnReason: null, revision: open ? open.revision + 1 : 1 },
    };
  }

  private successorOf(old: Report, prepared: Partial<Report>): Report {
    const { kind, subjectId, institutionId, viewerIds, ownerId, objectKind, objectId, districtCode } = old;
    return Object.assign(new Report(), {
      ...{ kind, subjectId, institutionId, viewerIds, ownerId, objectKind, objectId, districtCode, ...prepared },
      ...{ id: newId(), replacesId: old.id, token: randomBytes(24).toString('base64url') },
      createdAt: this.clock.now(),
    });
  }

  private openOf(tx: Tx, replacesId: string): Promise<Report | null> {
    return tx.manager.findOneBy(Report, { replacesId, state: Not('withdrawn') });
  }
}

function named({ id, state }: Report): { id: string; state: string; href: string } {
  return { id, state, href: `/v1/reports/${id}` };
}
