import { resolve } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type DocumentPlan,
  maskName,
  type PublicFact,
  type Report,
  type ReportKind,
  ReportKinds,
} from '@nqi/platform/reports';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import type { Author } from '@nqi/shared/history';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { ElevatorService } from '../devices/elevator.service';
import { FilingLife } from '../filings/filing.life';
import { Filing } from '../filings/filing.entity';
import type { InspectionReportContent } from './inspection-report.content';

export const ELEVATOR_INSPECTION_REPORT = 'elevator_inspection_report';

const CONCLUSIONS = {
  pass: { zh: '合格', en: 'Pass' },
  pass_after_rectification: { zh: '整改后合格', en: 'Pass after rectification' },
  fail: { zh: '不合格', en: 'Fail' },
} as const;

/** 电梯定期检验报告, with the inspection mark for a device that passed. */
@Injectable()
export class InspectionReportKind implements ReportKind<InspectionReportContent>, OnModuleInit {
  readonly name = ELEVATOR_INSPECTION_REPORT;
  readonly title = { zh: '电梯定期检验报告', en: 'Periodic inspection report of an elevator' };
  readonly series = 'DT';

  constructor(
    private readonly kinds: ReportKinds,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly life: FilingLife,
    private readonly elevators: ElevatorService,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  documents({ conclusion }: InspectionReportContent): DocumentPlan[] {
    const report = { name: 'report', templatePath: resolve(__dirname, 'inspection-report.typ') };
    const mark = { name: 'mark', templatePath: resolve(__dirname, 'inspection-mark.typ') };
    return conclusion === 'fail' ? [report] : [report, mark];
  }

  publicFacts({
    userUnit,
    device,
    inspection,
    conclusion,
    nextInspectionDueOn,
  }: InspectionReportContent): PublicFact[] {
    const code = device.registrationCode ?? device.useRegistrationNo ?? device.deviceCode ?? device.internalNo ?? '—';
    return [
      { label: { zh: '使用单位', en: 'User unit' }, value: maskName(userUnit.name) },
      { label: { zh: '设备', en: 'Device' }, value: { zh: `${device.categoryName ?? '电梯'} ${code}`, en: code } },
      { label: { zh: '检验日期', en: 'Inspected on' }, value: inspection.inspectedOn },
      { label: { zh: '检验结论', en: 'Conclusion' }, value: CONCLUSIONS[conclusion] },
      { label: { zh: '下次检验日期', en: 'Next inspection' }, value: nextInspectionDueOn ?? '—' },
    ];
  }

  lock(tx: Tx, filingId: string): Promise<void> {
    return this.lifecycle.lock(tx, this.life, [filingId]);
  }

  /** The filing is done and the device's dates follow the conclusion. */
  async issued(tx: Tx, report: Report): Promise<void> {
    const filing = await tx.manager.findOneByOrFail(Filing, { id: report.subjectId });
    filing.issuedAt = this.clock.now();
    await this.lifecycle.cause(tx, this.life, filing, {
      event: 'issue_report',
      by: null,
      details: { reportId: report.id },
    });
    const passedOn = filing.conclusion === 'fail' ? null : filing.inspectedOn;
    await this.elevators.inspected(tx, filing.elevatorId, { passedOn });
  }

  /** The inspector concludes again. */
  async returned(tx: Tx, report: Report, reason: string, by: Author): Promise<void> {
    const filing = await tx.manager.findOneByOrFail(Filing, { id: report.subjectId });
    filing.conclusion = null;
    await this.lifecycle.cause(tx, this.life, filing, { event: 'return_report', by, note: reason });
  }
}
