import { resolve } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type AmendableField,
  type ChecklistItem,
  maskName,
  type PublicFact,
  type Report,
  type ReportKind,
  ReportKinds,
} from '@nqi/platform/reports';
import type { Tx } from '@nqi/shared/database';
import { type Author, History } from '@nqi/shared/history';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { MetrologyItem } from '../items/item.entity';
import { itemLife } from '../items/item.life';
import type { ItemEvent } from '../items/item.workflow';
import { OrderCompletionService } from '../orders/order-completion.service';
import type { TestReportContent } from './test-report.content';
import { testReportChecklist } from './test-report-checklist';

export const TEST_REPORT = 'metrology_test_report';

const CONCLUSIONS = { pass: { zh: '合格', en: 'Conforming' }, fail: { zh: '不合格', en: 'Not conforming' } } as const;

/** 检验检测报告: what ends the test of a sample. */
@Injectable()
export class TestReportKind implements ReportKind<TestReportContent>, OnModuleInit {
  readonly name = TEST_REPORT;
  readonly title = { zh: '检验检测报告', en: 'Test report' };
  readonly series = 'JC';
  /** Readings, requirements and conclusions are corrected by new work. */
  readonly amendable: readonly AmendableField[] = [
    { pointer: '/client/name', label: { zh: '委托单位', en: 'Client' } },
    { pointer: '/client/address', label: { zh: '委托单位地址', en: 'Address of the client' }, isOptional: true },
    { pointer: '/sample/name', label: { zh: '样品名称', en: 'Sample' } },
    { pointer: '/sample/modelSpec', label: { zh: '型号规格', en: 'Model' } },
    { pointer: '/sample/batchNo', label: { zh: '批号', en: 'Batch' } },
    { pointer: '/sample/manufacturer', label: { zh: '生产单位', en: 'Manufacturer' } },
    { pointer: '/work/place', label: { zh: '地点', en: 'Place' } },
    { pointer: '/work/condition', label: { zh: '接收时状态', en: 'Condition on receipt' }, isOptional: true },
    { pointer: '/remark', label: { zh: '备注', en: 'Remark' }, isOptional: true },
  ];

  constructor(
    private readonly kinds: ReportKinds,
    private readonly lifecycle: Lifecycle,
    private readonly history: History,
    private readonly completion: OrderCompletionService,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  documents(): { name: string; templatePath: string }[] {
    return [{ name: 'report', templatePath: resolve(__dirname, 'test-report.typ') }];
  }

  checklist(content: TestReportContent): readonly ChecklistItem[] {
    return testReportChecklist(content);
  }

  publicFacts({ client, sample, work, conclusion }: TestReportContent): PublicFact[] {
    const { name, modelSpec, batchNo } = sample;
    return [
      { label: { zh: '委托单位', en: 'Client' }, value: maskName(client.name) },
      { label: { zh: '样品', en: 'Sample' }, value: [name, modelSpec, batchNo].filter(Boolean).join(' ') },
      { label: { zh: '检验日期', en: 'Tested on' }, value: work.performedOn },
      ...(conclusion ? [{ label: { zh: '检验结论', en: 'Conclusion' }, value: CONCLUSIONS[conclusion] }] : []),
    ];
  }

  validUntil(): null {
    return null;
  }

  isStatutory(): boolean {
    return false;
  }

  /** The order first: the last report completes it. */
  async lock(tx: Tx, itemId: string): Promise<void> {
    await this.completion.lockOf(tx, itemId);
    await this.lifecycle.lock(tx, itemLife, [itemId]);
  }

  checked(tx: Tx, report: Report, by: Author): Promise<void> {
    return this.move(tx, report, { event: 'check', by });
  }

  approved(tx: Tx, report: Report, by: Author): Promise<void> {
    return this.move(tx, report, { event: 'approve', by });
  }

  returned(tx: Tx, report: Report, reason: string, by: Author): Promise<void> {
    return this.move(tx, report, { event: 'return_result', by, note: reason });
  }

  async issued(tx: Tx, { id, number, subjectId }: Report): Promise<void> {
    const item = await tx.manager.findOneByOrFail(MetrologyItem, { id: subjectId });
    const details = { reportId: id, number };
    await this.lifecycle.cause(tx, itemLife, item, { event: 'report_test', by: null, details });
    await this.completion.itemEnded(tx, item.orderId);
  }

  async amended(tx: Tx, { id, subjectId }: Report): Promise<void> {
    const item = await tx.manager.findOneByOrFail(MetrologyItem, { id: subjectId });
    item.reportId = id;
    await tx.manager.save(item);
  }

  /** A test moves nothing but its own item, whose sample may be gone: it is tested anew by another order. */
  async revoked(tx: Tx, { id, number, subjectId }: Report): Promise<void> {
    const { state } = await tx.manager.findOneByOrFail(MetrologyItem, { id: subjectId });
    const happening = {
      recordType: 'metrology_item',
      recordId: subjectId,
      event: 'revoke_report',
      from: state,
      to: state,
    };
    this.history.record(tx, { ...happening, by: null, details: { reportId: id, number } });
  }

  /** Who checks and who sends back is the laboratory's affair. */
  private async move(
    tx: Tx,
    { id, subjectId }: Report,
    { event, by, note }: { event: ItemEvent; by: Author; note?: string },
  ): Promise<void> {
    const item = await tx.manager.findOneByOrFail(MetrologyItem, { id: subjectId });
    const remark = { note, details: { reportId: id }, visibility: 'institution' as const };
    await this.lifecycle.cause(tx, itemLife, item, { ...remark, event, by });
  }
}
