import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  field,
  type ImportField,
  type ImportKind,
  ImportKinds,
  type ImportRow,
  type RowOutcome,
  type RowsOf,
  text,
} from '@nqi/platform/imports';
import type { Tx } from '@nqi/shared/database';
import { CONTACT_PHONE } from './filing.dto';
import { FilingImportService } from './filing-import.service';

/** The columns of a batch of filings 批量报检, in the order of the template; any one of the codes names the device. */
export const FIELDS: readonly ImportField[] = [
  text(['registrationCode', '设备注册代码', 'Registration code'], 30, '31103706022024030012'),
  text(['useRegistrationNo', '使用登记证编号', 'Use registration number'], 40, '梯11鲁F00123(24)'),
  text(['deviceCode', '设备代码', 'Device code'], 30, ''),
  text(['internalNo', '单位内编号', 'Internal number'], 60, ''),
  field(['requestedOn', '期望日期', 'Requested on'], 'day', '2026-12-08'),
  text(['contactName', '联系人', 'Contact'], 50, '张三'),
  { ...text(['contactPhone', '联系电话', 'Phone of the contact'], 20, '0535-6601234'), pattern: CONTACT_PHONE },
  text(['overdueOpinionNo', '监管部门意见书编号', 'Opinion of the authority'], 60, ''),
  text(['remark', '备注', 'Remark'], 500, ''),
];

/** Many filings from a sheet. */
@Injectable()
export class FilingImportKind implements ImportKind, OnModuleInit {
  readonly name = 'elevator_filing';
  readonly zh = '电梯批量报检';
  readonly en = 'Elevator filings';
  readonly permission = 'file_devices';
  readonly fields = FIELDS;

  constructor(
    private readonly kinds: ImportKinds,
    private readonly imports: FilingImportService,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  takeRows(tx: Tx, rows: readonly ImportRow[], of: RowsOf): Promise<RowOutcome[]> {
    return this.imports.takeRows(tx, rows, of);
  }
}
