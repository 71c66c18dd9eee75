import { resolve } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type AmendableField,
  type ChecklistItem,
  type DocumentPlan,
  inForce,
  maskName,
  type PublicFact,
  type Report,
  type ReportKind,
  ReportKinds,
} from '@nqi/platform/reports';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import { type Author, History } from '@nqi/shared/history';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { ElevatorService } from '../devices/elevator.service';
import { FilingLife } from '../filings/filing.life';
import { Filing } from '../filings/filing.entity';
import { inspectionChecklist } from './inspection-checklist';
import type { InspectionReportContent } from './inspection-report.content';

export const ELEVATOR_INSPECTION_REPORT = 'elevator_inspection_report';

const CONCLUSIONS = {
  pass: { zh: '合格', en: 'Pass' },
  pass_after_rectification: { zh: '整改后合格', en: 'Pass after rectification' },
  fail: { zh: '不合格', en: 'Fail' },
} as const;

/** What the reports in force say of a device: its latest pass, and whether the latest of all was a failure. */
const STANDING = `
  SELECT to_char(max(f.inspected_on) FILTER (WHERE f.conclusion <> 'fail'), 'YYYY-MM-DD') AS "passedOn",
    coalesce((array_agg(f.conclusion ORDER BY f.inspected_on DESC, r.approved_at DESC))[1] = 'fail', false) AS "isProhibited"
  FROM elevator_filings f JOIN reports r ON r.subject_id = f.id
  WHERE f.elevator_id = $1 AND r.kind = '${ELEVATOR_INSPECTION_REPORT}' AND ${inForce('r')}`;

const REMARK = { zh: '备注', en: 'Remark' };

/** Names, addresses and plates; what was found and concluded is corrected by a new inspection. */
const AMENDABLE: readonly AmendableField[] = [
  { pointer: '/userUnit/name', label: { zh: '使用单位', en: 'User unit' } },
  { pointer: '/userUnit/uscc', label: { zh: '统一社会信用代码', en: 'USCC' } },
  { pointer: '/userUnit/address', label: { zh: '使用单位地址', en: 'Address of the user unit' }, isOptional: true },
  { pointer: '/maintenanceUnit/name', label: { zh: '维保单位', en: 'Maintenance unit' } },
  { pointer: '/maintenanceUnit/phone', label: { zh: '维保电话', en: 'Phone of maintenance' }, isOptional: true },
  { pointer: '/device/registrationCode', label: { zh: '设备注册代码', en: 'Registration code' } },
  { pointer: '/device/deviceCode', label: { zh: '设备代码', en: 'Device code' } },
  { pointer: '/device/useRegistrationNo', label: { zh: '使用登记证编号', en: 'Use registration' } },
  { pointer: '/device/internalNo', label: { zh: '单位内编号', en: 'Internal number' } },
  { pointer: '/device/productNo', label: { zh: '产品编号', en: 'Product number' } },
  { pointer: '/device/model', label: { zh: '型号', en: 'Model' } },
  { pointer: '/device/manufacturer', label: { zh: '制造单位', en: 'Manufacturer' } },
  { pointer: '/device/address', label: { zh: '设备使用地点', en: 'Place of use' } },
  { pointer: '/device/siteName', label: { zh: '楼盘名称', en: 'Site' }, isOptional: true },
  { pointer: '/inspection/remark', label: REMARK, isOptional: true },
  { pointer: '/inspection/items/*/remark', label: { zh: '检验项目备注', en: 'Remark on an item' }, isOptional: true },
  { pointer: '/inspectors/*/name', label: { zh: '检验人员', en: 'Inspector' } },
  { pointer: '/inspectors/*/licenceNo', label: { zh: '检验人员证编号', en: 'Licence of the inspector' } },
];

/** 电梯定期检验报告, with the inspection mark for a device that passed. */
@Injectable()
export class InspectionReportKind implements ReportKind<InspectionReportContent>, OnModuleInit {
  readonly name = ELEVATOR_INSPECTION_REPORT;
  readonly title = { zh: '电梯定期检验报告', en: 'Periodic inspection report of an elevator' };
  readonly series = 'DT';
  readonly amendable = AMENDABLE;

  constructor(
    private readonly kinds: ReportKinds,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly history: History,
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

  checklist(): readonly ChecklistItem[] {
    return inspectionChecklist;
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

  validUntil({ nextInspectionDueOn }: InspectionReportContent): string | null {
    return nextInspectionDueOn;
  }

  /** 特种设备. */
  isStatutory(): boolean {
    return true;
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
    await this.tellDevice(tx, filing);
  }

  async amended(tx: Tx, report: Report): Promise<void> {
    const filing = await tx.manager.findOneByOrFail(Filing, { id: report.subjectId });
    filing.reportId = report.id;
    filing.updatedAt = this.clock.now();
    await tx.manager.save(filing);
  }

  /** The device goes back to what its reports in force say, and to what was registered before there were any. */
  async revoked(tx: Tx, report: Report): Promise<void> {
    const filing = await tx.manager.findOneByOrFail(Filing, { id: report.subjectId });
    await this.tellDevice(tx, filing);
    const { id: recordId, state } = filing;
    const happening = { recordType: 'elevator_filing', recordId, event: 'revoke_report', from: state, to: state };
    this.history.record(tx, { ...happening, by: null, details: { reportId: report.id, number: report.number } });
  }

  private async tellDevice(tx: Tx, { elevatorId }: Filing): Promise<void> {
    const [standing] = await tx.sql<{ passedOn: string | null; isProhibited: boolean }>(STANDING, [elevatorId]);
    await this.elevators.inspected(tx, elevatorId, standing ?? { passedOn: null, isProhibited: false });
  }

  /** The inspector concludes again. */
  async returned(tx: Tx, report: Report, reason: string, by: Author): Promise<void> {
    const filing = await tx.manager.findOneByOrFail(Filing, { id: report.subjectId });
    filing.conclusion = null;
    await this.lifecycle.cause(tx, this.life, filing, { event: 'return_report', by, note: reason });
  }
}
