import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { HeldMandates } from '@nqi/platform/mandates';
import { type Charge, type PaymentKind, PaymentKinds } from '@nqi/platform/payments';
import type { Tx } from '@nqi/shared/database';
import type { Author } from '@nqi/shared/history';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { In } from 'typeorm';
import { ELEVATOR } from '../devices/elevator-mandate.kind';
import { FilingLife } from '../filings/filing.life';
import { Filing } from '../filings/filing.entity';
import { ElevatorRulesService } from '../rules/elevator-rules.service';

/** How the platform calls a filing, as what is paid for, reported and rated. */
export const ELEVATOR_FILING = 'elevator_filing';

/** The inspection fee of filings. */
@Injectable()
export class FilingFeeKind implements PaymentKind, OnModuleInit {
  readonly name = ELEVATOR_FILING;

  constructor(
    private readonly kinds: PaymentKinds,
    private readonly lifecycle: Lifecycle,
    private readonly life: FilingLife,
    private readonly mandates: HeldMandates,
    private readonly rules: ElevatorRulesService,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  lock(tx: Tx, filingIds: readonly string[]): Promise<void> {
    return this.lifecycle.lock(tx, this.life, filingIds);
  }

  async charges(tx: Tx, actor: Actor, filingIds: readonly string[]): Promise<Charge[]> {
    const filings = await tx.manager.findBy(Filing, { id: In([...filingIds]), state: 'fee_assessed' });
    const natures = new Map((await this.rules.fees()).map(({ id, chargeNature }) => [id, chargeNature]));
    const payerOf = await this.payers(tx, actor, filings);
    return filings.flatMap((filing) => {
      const chargeNature = natures.get(filing.feeRuleId ?? '');
      const payerId = payerOf(filing);
      if (!payerId || !chargeNature || chargeNature === 'free' || !filing.feeFen) return [];
      return [{ ...toCharge(filing), payerId, chargeNature, amountFen: filing.feeFen }];
    });
  }

  async settled(tx: Tx, filingIds: readonly string[], by: Author): Promise<void> {
    const filings = await tx.manager.find(Filing, { where: { id: In([...filingIds]) }, order: { id: 'ASC' } });
    for (const filing of filings) await this.lifecycle.cause(tx, this.life, filing, { event: 'settle', by });
  }

  /**
   * Whoever of user unit and mandated contractor makes the order pays; an order made by the institution goes to the filing
   * party while its mandate to pay lives, else to the user unit. Nobody else makes one.
   */
  private async payers(tx: Tx, actor: Actor, filings: readonly Filing[]): Promise<(filing: Filing) => string | null> {
    const { organisationId } = actor;
    const subjects = filings.map(({ elevatorId, userUnitId }) => ({ subjectId: elevatorId, mandatorId: userUnitId }));
    const held = await this.mandates.over(actor, ELEVATOR, subjects, tx);
    const ground = await this.mandates.live(
      tx,
      filings.map(({ mandateId, institutionId }) => (institutionId === organisationId ? mandateId : null)),
    );
    return ({ userUnitId, institutionId, elevatorId, mandateId, filedByOrganisationId }) => {
      if (organisationId === userUnitId || held.get(elevatorId)?.scopes.has('pay')) return organisationId;
      if (organisationId !== institutionId) return null;
      return ground.get(mandateId ?? '')?.scopes.has('pay') ? filedByOrganisationId : userUnitId;
    };
  }
}

function toCharge(filing: Filing): Pick<Charge, 'subjectId' | 'label' | 'payeeId' | 'lines'> {
  return {
    subjectId: filing.id,
    label: filing.number ?? filing.id,
    payeeId: filing.institutionId,
    lines: filing.feeLines ?? [],
  };
}
