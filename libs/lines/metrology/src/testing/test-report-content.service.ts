import { Injectable } from '@nestjs/common';
import { OrganisationService } from '@nqi/platform/identity';
import { StandardNames } from '@nqi/platform/standards';
import type { Tx } from '@nqi/shared/database';
import type { MetrologyItem } from '../items/item.entity';
import type { MetrologyOrder } from '../orders/order.entity';
import type { MetrologyTest } from './metrology-test.entity';
import type { DecisionRule } from '../results/conformity';
import type { Sample, TestTerms } from './sample';
import type { TestReportContent } from './test-report.content';
import type { TestRow } from './test-row';

/** An item of the service `testing`: the database keeps sample and terms of it. */
export type TestedItem = MetrologyItem & { sample: Sample; test: TestTerms };

interface Work {
  order: MetrologyOrder;
  item: TestedItem;
  test: MetrologyTest;
}

/** Takes the snapshot that a test report keeps for ever. */
@Injectable()
export class TestReportContentService {
  constructor(
    private readonly organisations: OrganisationService,
    private readonly standards: StandardNames,
  ) {}

  async of(tx: Tx, { order, item, test }: Work): Promise<TestReportContent> {
    const { parameters, remainder, copies, basis, judgement } = item.test;
    const { rows, conclusion, performedOn, remark } = test;
    return {
      ...(await this.sides(tx, order, test)),
      order: { number: order.number ?? '', sampleNo: item.sampleNo ?? '' },
      ...{ sample: item.sample, terms: { parameters, remainder, copies } },
      basis: await this.standards.on(tx, basis, performedOn),
      judgement: await this.standards.on(tx, judgement, performedOn),
      work: workOf(item, test),
      ...{ rows, conclusion, remark, decisionRule: decisionRuleOf(order, rows) },
      failed: rows.filter(({ verdict }) => verdict === 'fail').map(({ parameter }) => parameter),
    };
  }

  private async sides(
    tx: Tx,
    { laboratoryId, clientId, addresseeName, addresseeAddress }: MetrologyOrder,
    { rows }: MetrologyTest,
  ): Promise<Pick<TestReportContent, 'laboratory' | 'client'>> {
    const organisations = await this.organisations.byIds(tx, [laboratoryId, clientId]);
    const laboratory = organisations.get(laboratoryId);
    const client = organisations.get(clientId);
    if (!laboratory || !client) throw new Error(`an organisation of the order is missing`);
    const { name, nameEn, uscc, address, phone } = laboratory;
    const number = rows.find(({ outOfScope }) => outOfScope === null)?.accreditationNo ?? null;
    const badge = number === null ? null : { title: '检验检测机构资质认定 CMA', number };
    return {
      laboratory: { name, nameEn, uscc: uscc ?? '', badge, address, phone },
      client:
        addresseeName === null
          ? { name: client.name, address: client.address }
          : { name: addresseeName, address: addresseeAddress },
    };
  }
}

function workOf({ receivedOn, condition }: MetrologyItem, test: MetrologyTest): TestReportContent['work'] {
  const { startedOn, performedOn, place, temperatureC, humidityPercent, otherConditions, deviations } = test;
  return {
    ...{ receivedOn, condition, startedOn, performedOn, place, temperatureC, humidityPercent },
    ...{ otherConditions, deviations },
  };
}

/** Who agreed on no rule but on a standard to be judged by gets what standards mean: results compared as they are. */
function decisionRuleOf({ decisionRule }: MetrologyOrder, rows: readonly TestRow[]): DecisionRule {
  if (rows.every(({ verdict }) => verdict === 'not_judged')) return 'none';
  return decisionRule === 'none' ? 'simple_acceptance' : decisionRule;
}
