import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { History } from '@nqi/shared/history';
import { newId } from '@nqi/shared/ids';
import { Lifecycle, type Remark } from '@nqi/shared/lifecycle';
import { Numbers } from '@nqi/shared/numbers';
import { nextState } from '@nqi/shared/workflow';
import { IsNull } from 'typeorm';
import { contentHashOf } from './content-hash';
import { lockReport, lockRow } from './locked-report';
import { ReportAmendmentService } from './report-amendment.service';
import { ReportContents } from './report-contents';
import { type ReportKind, ReportKinds } from './report-kind';
import { ReportRenderingService } from './report-rendering.service';
import { ReportRules } from './report-rules.service';
import { Report } from './report.entity';
import { reportLife } from './report.life';
import { partiesOf } from './report.policy';
import { type ReportEvent, type ReportParty, reportWorkflow } from './report.workflow';

/** What a line hands over when its record is ready for a report. */
export interface Draft {
  kind: string;
  subjectId: string;
  institutionId: string;
  viewerIds: string[];
  /** Whose thing the report is about, where mandates may open it to others. */
  object?: { ownerId: string; kind: string; id: string };
  districtCode: string | null;
  /** A snapshot: later changes of the line's records do not reach it. */
  content: object;
}

@Injectable()
export class ReportService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly numbers: Numbers,
    private readonly history: History,
    private readonly lifecycle: Lifecycle,
    private readonly kinds: ReportKinds,
    private readonly renderings: ReportRenderingService,
    private readonly rules: ReportRules,
    private readonly amendments: ReportAmendmentService,
    private readonly contents: ReportContents,
  ) {}

  /**
   * Makes the draft of a locked subject, or a new revision of the one that was returned.
   * @returns the report's id
   * @throws DomainError reports.incomplete, reports.unprintable
   */
  async draft(tx: Tx, actor: Actor, draft: Draft): Promise<string> {
    const { kind, subjectId, viewerIds, districtCode, content } = draft;
    this.contents.assertFit({ kind }, content);
    const existing = await tx.manager.findOneBy(Report, {
      ...{ kind, subjectId },
      ...{ replacesId: IsNull(), revokedAt: IsNull(), supersededAt: IsNull() },
    });
    const prepared = {
      ...objectOf(draft),
      ...{ viewerIds, districtCode, content, contentHash: contentHashOf(content) },
      ...{ authorId: actor.userId, checkerId: null, approverId: null, checkedAt: null },
      ...{ preparedAt: this.clock.now(), returnReason: null, revision: existing ? existing.revision + 1 : 1 },
    };
    const cause = { by: actor, parties: new Set<ReportParty>(['author']), visibility: 'institution' } as const;
    if (!existing) {
      const blank = Object.assign(this.blank(draft), prepared);
      return this.lifecycle.begin(tx, reportLife, blank, { event: 'draft', ...cause }).id;
    }
    const report = Object.assign(await lockRow(tx, existing.id), prepared);
    await this.lifecycle.move(tx, reportLife, report, { event: 'redraft', ...cause });
    return report.id;
  }

  /** The second pair of eyes. @throws DomainError reports.same_person */
  check(actor: Actor, id: string): Promise<void> {
    return this.act(actor, id, 'check', async (tx, report) => {
      Object.assign(report, { checkerId: actor.userId, checkedAt: this.clock.now() });
      await this.rules.assertDuties(tx, report);
      await this.first(report)?.checked?.(tx, report, actor);
    });
  }

  /** Sends the draft back to the line. */
  return(actor: Actor, id: string, reason: string): Promise<void> {
    return this.act(actor, id, 'return', async (tx, report) => {
      report.returnReason = reason;
      await this.first(report)?.returned(tx, report, reason, actor);
      return { note: reason };
    });
  }

  /** The corrections are not wanted any more; the report that they would have replaced stays in force. */
  withdraw(actor: Actor, id: string): Promise<void> {
    return this.act(actor, id, 'withdraw', () => undefined);
  }

  /** Gives the number, freezes the content and orders the file. @throws DomainError reports.same_person */
  approve(actor: Actor, id: string): Promise<void> {
    return this.act(actor, id, 'approve', async (tx, report) => {
      Object.assign(report, { approverId: actor.userId, approvedAt: this.clock.now() });
      await this.rules.assertDuties(tx, report);
      report.number = (await this.amendments.numberOf(tx, report)) ?? (await this.nextNumber(tx, report));
      await this.renderings.order(tx, report, 'issue');
      await this.first(report)?.approved?.(tx, report, actor);
    });
  }

  /**
   * The file is stored: the report and its subject move on together, and what it replaces is superseded. Subject and report
   * are locked by the caller. An amendment of what was revoked meanwhile has lapsed, and its file stays unpublished.
   */
  async issue(tx: Tx, report: Report): Promise<void> {
    const from = report.state;
    const to = nextState(reportWorkflow, from, 'issue', new Set(['system']));
    const issuedAt = this.clock.now();
    const { id } = report;
    // The content is long and frozen: only what changes is written.
    const { affected } = await tx.manager.update(
      Report,
      { id, state: from },
      { state: to, issuedAt, updatedAt: issuedAt },
    );
    if (affected === 0) return;
    Object.assign(report, { state: to, issuedAt, updatedAt: issuedAt });
    this.history.record(tx, { recordType: 'report', recordId: id, event: 'issue', from, to, by: null });
    if (report.replacesId === null) await this.kinds.of(report).issued(tx, report);
    else await this.amendments.takeEffect(tx, report, report.replacesId);
  }

  /** The kind, to be told of a subject's first report; what an amendment goes through is no affair of the subject. */
  private first(report: Report): ReportKind | undefined {
    return report.replacesId === null ? this.kinds.of(report) : undefined;
  }

  private async act(
    actor: Actor,
    id: string,
    event: ReportEvent,
    change: (tx: Tx, report: Report) => Promise<Remark | void> | Remark | void,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      const report = await lockReport(tx, this.kinds, { id, institutionId: actor.organisationId });
      const parties = partiesOf(actor, report);
      nextState(reportWorkflow, report.state, event, parties);
      const remark = await change(tx, report);
      // Who wrote, checked and sent back is the institution's affair; that the report is out is everybody's.
      const cause = { event, by: actor, parties, visibility: 'institution', ...remark } as const;
      await this.lifecycle.move(tx, reportLife, report, cause);
    });
  }

  private async nextNumber(tx: Tx, report: Report): Promise<string> {
    const { series } = this.kinds.of(report);
    const year = this.clock.today().slice(0, 4);
    const value = await this.numbers.gapless(tx, `report:${report.institutionId}:${series}:${year}`);
    return `${series}-${year}-${String(value).padStart(6, '0')}`;
  }

  private blank({ kind, subjectId, institutionId }: Draft): Report {
    const token = randomBytes(24).toString('base64url');
    const createdAt = this.clock.now();
    const id = newId();
    return Object.assign(new Report(), { id, kind, subjectId, institutionId, replacesId: null, token, createdAt });
  }
}

function objectOf({ object }: Draft): Pick<Report, 'ownerId' | 'objectKind' | 'objectId'> {
  return object
    ? { ownerId: object.ownerId, objectKind: object.kind, objectId: object.id }
    : { ownerId: null, objectKind: null, objectId: null };
}
