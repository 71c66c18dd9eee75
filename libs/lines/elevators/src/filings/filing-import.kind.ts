import { field, type ImportField, type ImportTable, text } from '@nqi/platform/imports';
import { CONTACT_PHONE } from './filing.dto';
import { FilingImportService } from './filing-import.service';

/** The columns of a batch of filings 批量报检, in the order of the template; any one of the codes names the device. */
const FIELDS: readonly ImportField[] = [
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
export const filingImport: ImportTable = {
  ...{ name: 'elevator_filing', zh: '电梯批量报检', en: 'Elevator filings' },
  permission: 'file_devices',
  fields: FIELDS,
  takenBy: FilingImportService,
};
