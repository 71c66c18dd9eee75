import { Injectable } from '@nestjs/common';
import { type Actor, Organisation } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { DomainError } from '@nqi/shared/errors';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { Elevator } from '../devices/elevator.entity';
import { FilingLife } from '../filings/filing.life';
import { ElevatorRulesService } from '../rules/elevator-rules.service';
import { assessFee, type FeeProblem } from './inspection-fee';

/** 收费核定: the fee by the rule in force today; rule and lines stay with the filing. */
@Injectable()
export class FeeService {
  constructor(
    private readonly clock: Clock,
    private readonly rules: ElevatorRulesService,
    private readonly lifecycle: Lifecycle,
    private readonly life: FilingLife,
  ) {}

  /** @throws DomainError elevators.fee_fact_missing, elevators.no_fee_rule */
  assess(actor: Actor, id: string): Promise<void> {
    return this.lifecycle.act(this.life, { actor, id, event: 'assess_fee' }, async (tx, filing) => {
      const device = await tx.manager.findOneByOrFail(Elevator, { id: filing.elevatorId });
      const institution = await tx.manager.findOneByOrFail(Organisation, { id: filing.institutionId });
      const region = filing.districtCode ?? institution.districtCode ?? '';
      const quote = assessFee(await this.rules.fees(), { ...device, region, on: this.clock.today() });
      if ('missing' in quote) throw problem(quote, filing.elevatorId);
      Object.assign(filing, { feeFen: quote.totalFen, feeRuleId: quote.rule.id, feeLines: quote.lines });
      return { details: { feeFen: quote.totalFen, feeRuleId: quote.rule.id } };
    });
  }
}

function problem({ missing }: FeeProblem, elevatorId: string): DomainError {
  if (missing === 'rule') return new DomainError('elevators.no_fee_rule');
  return new DomainError('elevators.fee_fact_missing', { missing, href: `/v1/elevators/${elevatorId}` });
}
