import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { ReportService } from '@nqi/platform/reports';
import { Clock } from '@nqi/shared/clock';
import { insertMany, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { certificateKindOf } from '../certificates/certificate-kinds';
import { CertificateContentService } from '../certificates/certificate-content.service';
import { Instrument } from '../instruments/instrument.entity';
import type { MetrologyItem } from '../items/item.entity';
import { itemLife } from '../items/item.life';
import { ItemService } from '../items/item.service';
import { MetrologyOrder } from '../orders/order.entity';
import { MeasurementStandardService } from '../standards/measurement-standard.service';
import { type Computation, ComputationService } from './computation.service';
import { conclude } from './conclusion';
import type { DecisionRule } from './conformity';
import { MeasuredResult } from './measured-result.entity';
import { Measurement } from './measurement.entity';
import type { EnterResult } from './result.dto';
import type { Conformity } from './result-row';
import { ValidityService } from './validity.service';

/** Readings become results, results a conclusion, and the conclusion the draft of a certificate: one transaction. */
@Injectable()
export class ResultEntryService {
  constructor(
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly items: ItemService,
    private readonly standards: MeasurementStandardService,
    private readonly computation: ComputationService,
    private readonly validity: ValidityService,
    private readonly content: CertificateContentService,
    private readonly reports: ReportService,
  ) {}

  /**
   * @throws DomainError metrology.verifier_unqualified, metrology.standard_not_valid, metrology.wrong_template,
   * metrology.uncertainty_below_cmc, metrology.undetermined, metrology.no_cycle, reports.unprintable and more of the sort
   */
  enter(actor: Actor, itemId: string, entered: EnterResult): Promise<void> {
    return this.lifecycle.act(itemLife, { actor, id: itemId, event: 'enter_result' }, async (tx, item) => {
      this.assertDay(item, entered.performedOn);
      await this.items.licenceOf(tx, item, entered.performedOn);
      const order = await tx.manager.findOneByOrFail(MetrologyOrder, { id: item.orderId });
      // A sample has a tester and no verifier: who comes here measured an instrument.
      const instrument = await tx.manager.findOneByOrFail(Instrument, { id: item.instrumentId as string });
      const { laboratoryId, service } = item;
      const standards = await this.standards.usedOn(tx, laboratoryId, entered.standardIds, entered.performedOn);
      const decisionRule = service === 'verification' ? 'simple_acceptance' : order.decisionRule;
      const computation = await this.compute(item, instrument, entered, decisionRule);
      const conclusion = conclude(service, computation, decisionRule);
      const isValid = service === 'verification' && conclusion === 'pass';
      item.validUntil = isValid ? await this.validity.of(instrument, entered.performedOn, entered.validUntil) : null;
      const measurement = await this.keep(tx, actor, item, { entered, decisionRule, computation, conclusion });
      Object.assign(item, { conclusion, performedOn: entered.performedOn, measurementId: measurement.id });
      const { rows } = computation;
      const content = await this.content.of(tx, { order, item, instrument, measurement, rows, standards });
      item.reportId = await this.draft(tx, actor, item, content);
      return { details: { conclusion, revision: measurement.revision }, visibility: 'institution' };
    });
  }

  /** Neither before the instrument came nor in the future. */
  private assertDay({ receivedOn }: MetrologyItem, performedOn: string): void {
    const isEarly = receivedOn !== null && performedOn < receivedOn;
    if (!isEarly && performedOn <= this.clock.today()) return;
    const code = isEarly ? 'field.too_small' : 'field.too_large';
    throw new DomainError('request.invalid', { errors: [{ pointer: '/performedOn', code }] });
  }

  private async compute(
    { capability }: MetrologyItem,
    instrument: Instrument,
    entered: EnterResult,
    decisionRule: DecisionRule,
  ): Promise<Computation> {
    // A quoted order names the capability of each item.
    if (!capability) throw new DomainError('metrology.no_capability', { position: '', reasons: [] });
    const computation = await this.computation.of(entered, { capability, instrument, decisionRule });
    // Whether an item of the regulation is met is a statement of conformity, too.
    return decisionRule === 'none' ? { ...computation, checks: [] } : computation;
  }

  private async keep(
    tx: Tx,
    { userId }: Actor,
    { id: itemId }: MetrologyItem,
    { entered, decisionRule, computation, conclusion }: Concluded,
  ): Promise<Measurement> {
    const { performedOn, place, temperatureC, humidityPercent, template, standardIds } = entered;
    const { otherConditions = null, deviations = null, remark = null } = entered;
    const { rows, tables, checks, readings, rules } = computation;
    const earlier = await tx.manager.countBy(Measurement, { itemId });
    const measurement: Measurement = {
      ...{ id: newId(), itemId, revision: earlier + 1, enteredById: userId, performedOn, place, temperatureC },
      ...{ humidityPercent, otherConditions, deviations, template, readings, rules, standardIds },
      ...{ decisionRule, checks, tables, conclusion, remark, createdAt: this.clock.now() },
    };
    await insertMany(tx, Measurement, [measurement]);
    const results = rows.map((row, index) => {
      return { ...row, id: newId(), measurementId: measurement.id, position: index + 1 };
    });
    await insertMany(tx, MeasuredResult, results);
    return measurement;
  }

  private draft(tx: Tx, actor: Actor, item: MetrologyItem, content: object): Promise<string> {
    const { id: subjectId, laboratoryId: institutionId, clientId, districtCode, service, conclusion } = item;
    const kind = certificateKindOf(service, conclusion);
    return this.reports.draft(tx, actor, {
      ...{ kind, subjectId, institutionId, viewerIds: [clientId], districtCode, content },
    });
  }
}

interface Concluded {
  entered: EnterResult;
  decisionRule: DecisionRule;
  computation: Computation;
  conclusion: Conformity | null;
}
