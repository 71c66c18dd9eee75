import { Injectable } from '@nestjs/common';
import { type Actor, regulatedPrefixes } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { nextState } from '@nqi/shared/workflow';
import { In } from 'typeorm';
import { lockReport } from './locked-report';
import { ReportKinds } from './report-kind';
import { ReportRevocation } from './report-revocation.entity';
import { reportRevocationLife } from './report-revocation.life';
import { beginnersOf, dutiesOf, partiesOf } from './report-revocation.policy';
import {
  type ReportRevocationEvent,
  type ReportRevocationParty,
  reportRevocationWorkflow,
} from './report-revocation.workflow';
import { ReportRules } from './report-rules.service';
import { Report } from './report.entity';
import { reportLife } from './report.life';

export interface Grounds {
  reason: string;
  publicReason: string;
  evidence: string;
}

/** 撤销: a report that was wrong in what it found loses its force, and what it moved goes back. */
@Injectable()
export class ReportRevocationService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly kinds: ReportKinds,
    private readonly rules: ReportRules,
  ) {}

  /**
   * The institution proposes, or revokes where its rule lets one person do it; the regulator of the district orders.
   * @param report one that the actor may see
   * @returns the id of the revocation
   * @throws DomainError workflow.not_a_party, reports.not_in_force, reports.revocation_open
   */
  begin(actor: Actor, { id }: Report, grounds: Grounds): Promise<string> {
    return this.transactions.run(async (tx) => {
      const report = await lockReport(tx, this.kinds, { id });
      const parties = beginnersOf(actor, report, regulatedPrefixes(actor));
      const event = await this.beginningOf(tx, report, parties);
      nextState(reportRevocationWorkflow, null, event, parties);
      if (report.state !== 'issued') throw new DomainError('reports.not_in_force', { state: report.state });
      if (event === 'order') await this.lapse(tx, id);
      else await this.assertNoneOpen(tx, id);
      const born = this.blank(actor, report, { ...grounds, isDecided: event !== 'propose' });
      const revocation = this.lifecycle.begin(tx, reportRevocationLife, born, {
        ...{ event, by: actor, parties, visibility: 'institution' },
      });
      if (event !== 'propose') await this.takeEffect(tx, actor, report, revocation);
      return revocation.id;
    });
  }

  /** The second of the two agrees: the report is revoked. */
  confirm(actor: Actor, id: string): Promise<void> {
    return this.act(actor, id, 'confirm', async (tx, report, revocation) => {
      Object.assign(revocation, { decidedById: actor.userId, decidedAt: this.clock.now() });
      await this.takeEffect(tx, actor, report, revocation);
    });
  }

  refuse(actor: Actor, id: string, answer: string): Promise<void> {
    return this.act(actor, id, 'refuse', (_, __, revocation) => {
      Object.assign(revocation, { answer, decidedById: actor.userId, decidedAt: this.clock.now() });
    });
  }

  withdraw(actor: Actor, id: string): Promise<void> {
    return this.act(actor, id, 'withdraw', () => undefined);
  }

  /** The report is no longer what the proposal was about. The subject is locked. */
  async lapse(tx: Tx, reportId: string): Promise<void> {
    const open = await tx.manager.findOneBy(ReportRevocation, { reportId, state: 'proposed' });
    if (open) await this.lifecycle.cause(tx, reportRevocationLife, open, { event: 'lapse', by: null });
  }

  private async beginningOf(
    tx: Tx,
    report: Report,
    parties: ReadonlySet<ReportRevocationParty>,
  ): Promise<ReportRevocationEvent> {
    if (parties.has('regulator')) return 'order';
    if (!parties.has('signatory')) return 'propose';
    return (await this.rules.of(tx, report)).revokedByOne ? 'decide' : 'propose';
  }

  /** The report loses its force, its amendment under way lapses, and its kind takes back what issuing it moved. */
  private async takeEffect(
    tx: Tx,
    actor: Actor,
    report: Report,
    { id, publicReason }: ReportRevocation,
  ): Promise<void> {
    report.revokedAt = this.clock.now();
    const details = { revocationId: id };
    await this.lifecycle.cause(tx, reportLife, report, { event: 'revoke', by: actor, note: publicReason, details });
    const amendment = await tx.manager.findOneBy(Report, { replacesId: report.id, state: In(UNDER_WAY) });
    if (amendment) await this.lifecycle.cause(tx, reportLife, amendment, { event: 'lapse', by: null, ...INSIDE });
    await this.kinds.of(report).revoked(tx, report);
  }

  private async act(
    actor: Actor,
    id: string,
    event: ReportRevocationEvent,
    change: (tx: Tx, report: Report, revocation: ReportRevocation) => Promise<void> | void,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      const found = await tx.manager.findOneBy(ReportRevocation, { id, institutionId: actor.organisationId });
      if (!found) throw new DomainError('record.not_found');
      const report = await lockReport(tx, this.kinds, { id: found.reportId });
      // Whoever decides on it has locked the report before.
      const revocation = await tx.manager.findOneByOrFail(ReportRevocation, { id });
      const parties = partiesOf(actor, revocation);
      nextState(reportRevocationWorkflow, revocation.state, event, parties);
      await change(tx, report, revocation);
      await this.lifecycle.move(tx, reportRevocationLife, revocation, { event, by: actor, parties, ...INSIDE });
    });
  }

  private async assertNoneOpen(tx: Tx, reportId: string): Promise<void> {
    const open = await tx.manager.findOneBy(ReportRevocation, { reportId, state: 'proposed' });
    if (!open) return;
    const existing = { id: open.id, href: `/v1/report-revocations/${open.id}` };
    throw new DomainError('reports.revocation_open', { existing });
  }

  private blank(
    actor: Actor,
    report: Report,
    { isDecided, ...grounds }: Grounds & { isDecided: boolean },
  ): ReportRevocation {
    const now = this.clock.now();
    return Object.assign(new ReportRevocation(), {
      ...{ id: newId(), reportId: report.id, institutionId: report.institutionId, ...grounds, answer: null },
      ...{ proposedById: actor.userId, organisationId: actor.organisationId, proposedAs: dutiesOf(actor) },
      ...{ decidedById: isDecided ? actor.userId : null, decidedAt: isDecided ? now : null, createdAt: now },
      isStatutory: this.kinds.of(report).isStatutory(report.content),
    });
  }
}

const UNDER_WAY = ['draft', 'returned', 'checked', 'approved'] as const;
const INSIDE = { visibility: 'institution' } as const;
