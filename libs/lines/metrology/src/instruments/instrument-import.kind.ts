import { choice, count, field, type ImportField, type ImportTable, text } from '@nqi/platform/imports';
import { InstrumentImportService } from './instrument-import.service';

const PURPOSES = {
  ...{ 贸易结算: 'trade_settlement', 安全防护: 'safety_protection', 医疗卫生: 'medical_health' },
  ...{ 环境监测: 'environmental_monitoring', 其他: 'other' },
};
const STATUSES = { 在用: 'in_use', 备用: 'standby', 封存: 'sealed', 维修: 'repairing', 丢失: 'lost' };
const SUBMIT_MODES = { 送检: 'lab', 现场: 'onsite', 均可: 'either' };

/** The columns of a ledger of instruments 计量器具台账, in the order of the template. */
const FIELDS: readonly ImportField[] = [
  { ...text(['name', '器具名称', 'Name'], 100, '弹簧管式一般压力表'), required: true },
  { ...text(['modelSpec', '型号规格', 'Model'], 100, 'Y-100'), required: true },
  { ...text(['serialNo', '出厂编号', 'Serial number'], 60, '20230815'), required: true },
  { ...choice(['purpose', '用途', 'Purpose'], PURPOSES, '安全防护'), required: true },
  text(['manufacturer', '制造单位', 'Manufacturer'], 100, '某某仪表有限公司'),
  text(['originCountry', '产地', 'Country of origin'], 60, '中国'),
  text(['measuringRange', '测量范围', 'Measuring range'], 100, '(0~1.6) MPa'),
  text(['accuracyClass', '准确度等级', 'Accuracy class'], 60, '1.6级'),
  text(['division', '分度值', 'Division'], 60, '0.05 MPa'),
  { ...text(['catalogueItemCode', '强检目录项目', 'Catalogue item'], 6, 'QJ-19'), pattern: /^QJ-\d{2,3}$/ },
  text(['regulationSeries', '检定规程', 'Regulation'], 30, 'JJG 52'),
  { ...text(['districtCode', '行政区划代码', 'District code'], 6, '370602'), pattern: /^\d{6}$/ },
  text(['usePlace', '使用地点', 'Place of use'], 200, '锅炉房'),
  choice(['manageLevel', '管理级别', 'Management level'], { A: 'A', B: 'B', C: 'C' }, 'A'),
  choice(['submitMode', '送检方式', 'How it is submitted'], SUBMIT_MODES, '送检'),
  count(['cycleMonths', '检定周期(月)', 'Cycle (months)'], [1, 240], '6'),
  field(['lastVerifiedOn', '上次检定日期', 'Last verified on'], 'day', '2026-03-10'),
  field(['validUntil', '有效期至', 'Valid until'], 'day', '2026-09-09'),
  choice(['status', '状态', 'Status'], STATUSES, '在用'),
  text(['remark', '备注', 'Remark'], 500, ''),
];

/** The ledger of instruments from sheets. */
export const instrumentImport: ImportTable = {
  ...{ name: 'instrument', zh: '计量器具台账', en: 'Ledger of instruments' },
  permission: 'keep_register',
  isQuiet: true,
  fields: FIELDS,
  takenBy: InstrumentImportService,
};
