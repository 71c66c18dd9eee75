import { Injectable } from '@nestjs/common';
import { AttachmentService } from '@nqi/platform/attachments';
import { DueService } from '@nqi/platform/dues';
import { type Actor, QualificationService } from '@nqi/platform/identity';
import { HeldMandates } from '@nqi/platform/mandates';
import { PaymentOrderService } from '@nqi/platform/payments';
import { type Rate, type RatingResponse, RatingService, toRatingResponse } from '@nqi/platform/ratings';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Lifecycle, type Remark } from '@nqi/shared/lifecycle';
import { Numbers } from '@nqi/shared/numbers';
import { ELEVATOR } from '../devices/elevator-mandate.kind';
import { ELEVATOR_FILING } from '../fees/filing-fee.kind';
import { DocumentRulesService } from '../rules/document-rules.service';
import { FilingEntryService, type FilingWish } from './filing-entry.service';
import { isLateOn } from './filing-rules';
import type { Filing } from './filing.entity';
import { FilingLife } from './filing.life';
import type { FilingEvent } from './filing.workflow';

/** From the draft to the acceptance, and the ways out. */
@Injectable()
export class FilingService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly numbers: Numbers,
    private readonly entry: FilingEntryService,
    private readonly lifecycle: Lifecycle,
    private readonly life: FilingLife,
    private readonly mandates: HeldMandates,
    private readonly qualifications: QualificationService,
    private readonly payments: PaymentOrderService,
    private readonly ratings: RatingService,
    private readonly documents: DocumentRulesService,
    private readonly attachments: AttachmentService,
    private readonly dues: DueService,
  ) {}

  /** A draft, checked like a row of a batch. @returns its id */
  create(actor: Actor, wish: FilingWish): Promise<string> {
    return this.transactions.run(async (tx) => {
      const row = { index: 0, clientRef: null, value: wish };
      const { entered, refused } = await this.entry.check(tx, actor, [row], { event: 'create', batchId: null });
      const [first] = entered;
      if (!first) throw refused[0]?.error ?? new DomainError('service.fault');
      await this.entry.insert(tx, actor, entered, 'create');
      return first.filing.id;
    });
  }

  submit(actor: Actor, id: string): Promise<void> {
    return this.act({ actor, id, event: 'submit' }, async (tx, filing) => {
      const today = this.clock.today();
      await this.assertDocuments(tx, filing, today);
      if (filing.number === null) {
        // A draft may have waited: what counts is the day on which it was first submitted.
        const [number = null] = await this.numbers.ordinary(tx, 'filing_number', today, 1);
        Object.assign(filing, { number, isLate: isLateOn(filing.dueOn, today) });
      }
      await this.restOnMandate(tx, actor, filing);
      filing.submittedAt = this.clock.now();
      filing.supplementRequest = null;
    });
  }

  requireSupplement(actor: Actor, id: string, supplementRequest: string): Promise<void> {
    return this.lifecycle.act(this.life, { actor, id, event: 'require_supplement' }, (_, filing) => {
      filing.supplementRequest = supplementRequest;
      return { note: supplementRequest };
    });
  }

  refuse(actor: Actor, id: string, refusalReason: string): Promise<void> {
    return this.act({ actor, id, event: 'refuse' }, (_, filing) => {
      filing.refusalReason = refusalReason;
      return { note: refusalReason };
    });
  }

  /** @throws DomainError elevators.institution_not_approved */
  accept(actor: Actor, id: string): Promise<void> {
    return this.lifecycle.act(this.life, { actor, id, event: 'accept' }, async (tx, filing) => {
      const today = this.clock.today();
      const approval = await this.qualifications.approvalNo(tx, filing.institutionId, 'elevator_inspection', today);
      if (!approval) throw new DomainError('elevators.institution_not_approved');
      const [acceptanceNo = null] = await this.numbers.ordinary(tx, 'acceptance_number', today, 1);
      filing.acceptanceNo = acceptanceNo;
    });
  }

  /** The user unit does not want what was filed for it. */
  object(actor: Actor, id: string, reason: string): Promise<void> {
    return this.act({ actor, id, event: 'object' }, () => ({ note: reason }));
  }

  /** An unpaid bill that holds the filing closes with it. */
  withdraw(actor: Actor, id: string, reason: string | undefined): Promise<void> {
    return this.act({ actor, id, event: 'withdraw' }, async (tx, filing) => {
      await this.payments.release(tx, ELEVATOR_FILING, filing.id);
      return { note: reason };
    });
  }

  /** 好差评 by those who were served, once the report is out. */
  rate(actor: Actor, id: string, rate: Rate): Promise<RatingResponse> {
    return this.transactions.run(async (tx) => {
      const filing = await this.lifecycle.visible(tx, this.life, actor, id);
      const parties = await this.life.partiesOf(actor, filing, tx);
      if (!parties.has('use_unit') && !parties.has('maintenance_unit')) {
        throw new DomainError('workflow.not_a_party', { event: 'rate', parties: ['use_unit', 'maintenance_unit'] });
      }
      if (filing.state !== 'report_issued' && filing.state !== 'archived') {
        const from = ['report_issued', 'archived'];
        throw new DomainError('workflow.wrong_state', { event: 'rate', state: filing.state, from, openEvents: [] });
      }
      const { institutionId: ratedOrganisationId, issuedAt: endedAt } = filing;
      const subject = { kind: ELEVATOR_FILING, id, ratedOrganisationId, endedAt };
      return toRatingResponse(await this.ratings.rate(tx, actor, subject, rate));
    });
  }

  /** @throws DomainError elevators.documents_missing */
  private async assertDocuments(tx: Tx, { id }: Filing, today: string): Promise<void> {
    const required = await this.documents.requiredOn(today);
    if (required.length === 0) return;
    const held = await this.attachments.documentsOf(tx, ELEVATOR_FILING, id);
    const missing = required.filter((document) => !held.has(document));
    if (missing.length > 0) throw new DomainError('elevators.documents_missing', { missing });
  }

  /** An event after which a filing is under way, or no longer: the due of its device follows. */
  private act(
    happening: { actor: Actor; id: string; event: FilingEvent },
    change: (tx: Tx, filing: Filing) => Promise<Remark | void> | Remark | void,
  ): Promise<void> {
    return this.transactions.run(async (tx) => {
      const elevatorIds: string[] = [];
      await this.lifecycle.act(this.life, happening, (inner, filing) => {
        elevatorIds.push(filing.elevatorId);
        return change(inner, filing);
      });
      await this.dues.follow(tx, ELEVATOR, elevatorIds);
    });
  }

  /** A draft may have waited: it is submitted under the mandate of that day. */
  private async restOnMandate(tx: Tx, actor: Actor, filing: Filing): Promise<void> {
    const subject = { subjectId: filing.elevatorId, mandatorId: filing.userUnitId };
    const held = (await this.mandates.over(actor, ELEVATOR, [subject], tx)).get(subject.subjectId);
    if (!held) return;
    filing.mandateId = held.id;
    await this.mandates.reliedOn(tx, [{ mandateId: held.id, organisationId: filing.institutionId }]);
  }
}
