import { Injectable } from '@nestjs/common';
import { DomainError } from '@nqi/shared/errors';
import { Decimal } from '@nqi/shared/units';
import type { Instrument } from '../instruments/instrument.entity';
import { type CapabilitySnapshot, cmcOf, measuresIn } from '../items/capability-snapshot';
import { MetrologyRulesService, type TemplateRule } from '../rules/metrology-rules.service';
import type { DecisionRule } from './conformity';
import { computeGeneral } from './general-table';
import type { GaugeReadings } from './gauge-readings';
import { gaugeOf, scaleOf, unitOfPlate } from './instrument-plate';
import type { ResultTerms } from './measured-row';
import { computePressureGauge } from './pressure-gauge';
import type { EnterResult } from './result.dto';
import type { Computed } from './result-row';
import type { ScaleReadings } from './scale-readings';
import { statedUncertainty } from './stated-uncertainty';
import { computeWeighing } from './weighing-instrument';

/** What readings are computed by. */
export interface Basis {
  capability: CapabilitySnapshot;
  instrument: Instrument;
  decisionRule: DecisionRule;
}

/** Results, with the readings as they were entered and the versions of the rules. */
export type Computation = Computed & { readings: object; rules: Record<string, string> };

/** Everything that can be computed is computed here, by the rules in force on the day of the work. */
@Injectable()
export class ComputationService {
  constructor(private readonly rules: MetrologyRulesService) {}

  /**
   * @throws DomainError metrology.wrong_template, metrology.other_unit, metrology.uncertainty_below_cmc, and what the
   * templates throw
   */
  async of(entered: EnterResult, basis: Basis): Promise<Computation> {
    const rounding = await this.rules.roundingOn(entered.performedOn);
    const { methodNo } = basis.capability;
    const rule = await this.rules.templateOn(methodNo, entered.performedOn);
    const expected = rule?.template ?? 'general';
    const readings = readingsOf(entered);
    if (entered.template !== expected || !readings) {
      throw new DomainError('metrology.wrong_template', { methodNo, expected });
    }
    const unit = entered.general?.unit ?? unitOfPlate(basis.instrument);
    const terms = { ...termsOf(entered, basis, unit), rounding };
    const computed = compute(entered, basis, rule, terms);
    const rules = { rounding: rounding.version, ...(rule && { template: rule.version }) };
    return { ...computed, readings, rules };
  }
}

/** Only of the template that was named: readings of another one are no readings of this instrument. */
function readingsOf({ template, pressureGauge, weighing, general }: EnterResult): object | undefined {
  const all = { pressure_gauge: pressureGauge, weighing_instrument: weighing, general };
  const given = Object.values(all).filter((one) => one !== undefined && one !== null);
  return given.length === 1 ? all[template] : undefined;
}

function termsOf(
  { uncertainty }: EnterResult,
  { capability, decisionRule }: Basis,
  unit: string,
): Omit<ResultTerms, 'rounding'> {
  if (!measuresIn(capability, unit)) {
    throw new DomainError('metrology.other_unit', { unit, quantity: capability.quantity });
  }
  const given = uncertainty ? { value: new Decimal(uncertainty.value), k: new Decimal(uncertainty.k) } : null;
  return { unit, decisionRule, uncertaintyAt: statedUncertainty(given, cmcOf(capability, unit), unit) };
}

/** The readings are those of the rule's template: {@link ComputationService.of} has compared them. */
function compute(
  entered: EnterResult,
  { instrument }: Basis,
  rule: TemplateRule | undefined,
  terms: ResultTerms,
): Computed {
  switch (rule?.template) {
    case 'pressure_gauge':
      return computePressureGauge(gaugeOf(instrument), entered.pressureGauge as GaugeReadings, rule.facts, terms);
    case 'weighing_instrument':
      return computeWeighing(scaleOf(instrument), entered.weighing as ScaleReadings, rule.facts, terms);
    case undefined:
      return computeGeneral(entered.general?.rows ?? [], terms);
  }
}
