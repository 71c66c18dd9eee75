import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { ReportService } from '@nqi/platform/reports';
import { Clock } from '@nqi/shared/clock';
import { insertMany, type Tx } from '@nqi/shared/database';
import { DomainError, type FieldError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { itemLife } from '../items/item.life';
import { MetrologyOrder } from '../orders/order.entity';
import { MetrologyTest } from './metrology-test.entity';
import { concludeTest } from './test-conclusion';
import { type TestedItem, TestReportContentService } from './test-report-content.service';
import { TEST_REPORT } from './test-report.kind';
import type { EnterTestResult } from './test-result.dto';
import type { TestRow } from './test-row';
import { TestRowsService } from './test-rows.service';

/** Results become a conclusion, and the conclusion the draft of a report: one transaction. */
@Injectable()
export class TestEntryService {
  constructor(
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly rows: TestRowsService,
    private readonly content: TestReportContentService,
    private readonly reports: ReportService,
  ) {}

  /** @throws DomainError request.invalid, reports.unprintable and what {@link TestRowsService.of} throws */
  enter(actor: Actor, itemId: string, entered: EnterTestResult): Promise<void> {
    return this.lifecycle.act(itemLife, { actor, id: itemId, event: 'enter_test_result' }, async (tx, found) => {
      // Only a sample has a tester, and the database keeps its sample and terms.
      const item = found as TestedItem;
      this.assertDays(item, entered);
      const order = await tx.manager.findOneByOrFail(MetrologyOrder, { id: item.orderId });
      const test = await this.keep(tx, actor, itemId, {
        entered,
        rows: await this.rows.of(tx, order, item, entered),
      });
      const { conclusion, performedOn, revision } = test;
      Object.assign(item, { conclusion, performedOn });
      const { laboratoryId: institutionId, clientId, districtCode } = item;
      item.reportId = await this.reports.draft(tx, actor, {
        ...{ kind: TEST_REPORT, subjectId: itemId, institutionId, viewerIds: [clientId], districtCode },
        content: await this.content.of(tx, { order, item, test }),
      });
      return { details: { conclusion, revision }, visibility: 'institution' };
    });
  }

  /** After the sample came, in order, and not in the future. */
  private assertDays({ receivedOn }: TestedItem, { startedOn, performedOn }: EnterTestResult): void {
    const faults: [isWrong: boolean, FieldError][] = [
      [receivedOn !== null && startedOn < receivedOn, { pointer: '/startedOn', code: 'field.too_small' }],
      [performedOn < startedOn, { pointer: '/performedOn', code: 'field.too_small' }],
      [performedOn > this.clock.today(), { pointer: '/performedOn', code: 'field.too_large' }],
    ];
    const errors = faults.flatMap(([isWrong, error]) => (isWrong ? error : []));
    if (errors.length > 0) throw new DomainError('request.invalid', { errors });
  }

  private async keep(
    tx: Tx,
    { userId }: Actor,
    itemId: string,
    { entered, rows }: { entered: EnterTestResult; rows: TestRow[] },
  ): Promise<MetrologyTest> {
    const { startedOn, performedOn, place, temperatureC, humidityPercent } = entered;
    const { otherConditions = null, deviations = null, remark = null } = entered;
    const earlier = await tx.manager.countBy(MetrologyTest, { itemId });
    const test: MetrologyTest = {
      ...{ id: newId(), itemId, revision: earlier + 1, enteredById: userId, startedOn, performedOn, place },
      ...{ temperatureC, humidityPercent, otherConditions, deviations, rows, conclusion: concludeTest(rows), remark },
      createdAt: this.clock.now(),
    };
    await insertMany(tx, MetrologyTest, [test]);
    return test;
  }
}
