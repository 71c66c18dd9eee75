import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { type Charge, type PaymentKind, PaymentKinds } from '@nqi/platform/payments';
import type { Tx } from '@nqi/shared/database';
import type { Author } from '@nqi/shared/history';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { In } from 'typeorm';
import { filingLife } from '../filings/filing.life';
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
    private readonly rules: ElevatorRulesService,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  lock(tx: Tx, filingIds: readonly string[]): Promise<void> {
    return this.lifecycle.lock(tx, filingLife, filingIds);
  }

  async charges(tx: Tx, actor: Actor, filingIds: readonly string[]): Promise<Charge[]> {
    const filings = await tx.manager.findBy(Filing, { id: In([...filingIds]), state: 'fee_assessed' });
    const natures = new Map((await this.rules.fees()).map(({ id, chargeNature }) => [id, chargeNature]));
    return filings.flatMap((filing) => {
      const chargeNature = natures.get(filing.feeRuleId ?? '');
      const isParty = [...payersOf(filing), filing.institutionId].includes(actor.organisationId);
      if (!isParty || !chargeNature || chargeNature === 'free' || !filing.feeFen) return [];
      return [{ ...toCharge(filing, actor), chargeNature, amountFen: filing.feeFen }];
    });
  }

  async settled(tx: Tx, filingIds: readonly string[], by: Author): Promise<void> {
    const filings = await tx.manager.find(Filing, { where: { id: In([...filingIds]) }, order: { id: 'ASC' } });
    for (const filing of filings) await this.lifecycle.cause(tx, filingLife, filing, { event: 'settle', by });
  }
}

function toCharge(filing: Filing, { organisationId }: Actor): Omit<Charge, 'chargeNature' | 'amountFen'> {
  return {
    subjectId: filing.id,
    label: filing.number ?? filing.id,
    // Whoever of the two enterprises makes the order pays; an order made by the institution goes to the filing party.
    payerId: payersOf(filing).includes(organisationId) ? organisationId : filing.filedByOrganisationId,
    payeeId: filing.institutionId,
    lines: filing.feeLines ?? [],
  };
}

function payersOf({ userUnitId, maintenanceUnitId }: Filing): (string | null)[] {
  return [userUnitId, maintenanceUnitId];
}
