import { addDays } from '@nqi/shared/calendar';

/** What a series of like instruments has in common. */
interface Series {
  count: number;
  name: string;
  modelSpec: string;
  measuringRange: string;
  accuracyClass: string;
  catalogueItemCode?: string;
  regulationSeries?: string;
  purpose: string;
  usePlace: string;
  /** Days between the oldest and the newest last verification: what exceeds the cycle is overdue. */
  spreadDays?: number;
}

const SAFETY = { purpose: 'safety_protection', catalogueItemCode: 'QJ-19' };
const MEDICAL = { purpose: 'medical_health' };
const INTERNAL = { purpose: 'other' };

const HOSPITAL: readonly Series[] = [
  { ...gauge(12, 'Y-100', '(0~1.6) MPa', '1.6级'), ...SAFETY, usePlace: '锅炉房' },
  { ...gauge(6, 'YO-100', '(0~25) MPa', '1.6级'), ...SAFETY, usePlace: '氧气站' },
  { ...gauge(2, 'Y-150', '(0~1) MPa', '1.6级'), ...INTERNAL, usePlace: '检验科自用', catalogueItemCode: 'QJ-19' },
  {
    ...{
      count: 8,
      name: '台式血压计',
      modelSpec: 'XJ11D',
      measuringRange: '(0~300) mmHg',
      accuracyClass: 'MPE:±3.75 mmHg',
    },
    ...{ ...MEDICAL, catalogueItemCode: 'QJ-23', spreadDays: 195, usePlace: '门诊楼' },
  },
  {
    ...{
      count: 4,
      name: '电子血压计',
      modelSpec: 'HBP-9020',
      measuringRange: '(0~299) mmHg',
      accuracyClass: 'MPE:±3 mmHg',
    },
    ...{ ...MEDICAL, catalogueItemCode: 'QJ-24', usePlace: '住院部' },
  },
  {
    ...{ count: 1, name: '电子计价秤', modelSpec: 'ACS-30', measuringRange: '100 g~30 kg', accuracyClass: 'III' },
    ...{ purpose: 'trade_settlement', catalogueItemCode: 'QJ-03', usePlace: '职工食堂' },
  },
  {
    ...{ count: 2, name: '电子体重秤', modelSpec: 'TCS-150', measuringRange: '1 kg~150 kg', accuracyClass: 'III' },
    ...{ ...MEDICAL, catalogueItemCode: 'QJ-03', usePlace: '体检中心' },
  },
  {
    ...{ count: 3, name: '心电图机', modelSpec: 'ECG-1250', measuringRange: '0~10 mV', accuracyClass: 'MPE:±5%' },
    ...{ ...MEDICAL, catalogueItemCode: 'QJ-26', regulationSeries: 'JJG 543', usePlace: '心电图室' },
  },
  {
    ...{ count: 1, name: '红外耳温计', modelSpec: 'TH-839', measuringRange: '34~42.2 ℃', accuracyClass: 'MPE:±0.2 ℃' },
    ...{ ...MEDICAL, catalogueItemCode: 'QJ-02', regulationSeries: 'JJG 1164', usePlace: '儿科' },
  },
  {
    ...{ count: 1, name: '超声诊断仪', modelSpec: 'DC-70', measuringRange: '见说明书', accuracyClass: '——' },
    ...{ ...MEDICAL, catalogueItemCode: 'QJ-28', usePlace: '超声科' },
  },
];

const WORKSHOP: readonly Series[] = [
  { ...tool(4, '游标卡尺', '0-150/0.02', '0~150 mm', 'JJG 30'), accuracyClass: 'MPE:±0.02 mm' },
  { ...tool(1, '数显卡尺', '0-300/0.01', '0~300 mm', 'JJG 30'), accuracyClass: 'MPE:±0.03 mm' },
  { ...tool(2, '外径千分尺', '0-25/0.01', '0~25 mm', 'JJG 21'), accuracyClass: 'MPE:±0.004 mm' },
  { ...tool(2, '外径千分尺', '25-50/0.01', '25~50 mm', 'JJG 21'), accuracyClass: 'MPE:±0.004 mm' },
  { ...tool(2, '百分表', '0-10/0.01', '0~10 mm', 'JJG 34'), accuracyClass: 'MPE:±0.018 mm' },
  { ...gauge(1, 'YB-150', '(0~10) MPa', '0.4级'), ...INTERNAL, name: '精密压力表', usePlace: '试压工位' },
  { ...gauge(2, 'Y-100', '(0~2.5) MPa', '1.6级'), ...INTERNAL, usePlace: '空压站', catalogueItemCode: 'QJ-19' },
  {
    ...{ count: 1, name: '电子台秤', modelSpec: 'TCS-300', measuringRange: '2 kg~300 kg', accuracyClass: 'III' },
    ...{ ...INTERNAL, catalogueItemCode: 'QJ-03', usePlace: '下料车间' },
  },
];

/** 40 instruments, most of them under mandatory verification; some are overdue, some due soon. */
export function hospitalInstruments(today: string): object[] {
  return HOSPITAL.flatMap((series, no) => rowsOf(series, `H${no + 1}`, today));
}

/** 15 instruments for its own use: nothing that the law binds. */
export function workshopInstruments(today: string): object[] {
  return WORKSHOP.flatMap((series, no) => rowsOf(series, `M${no + 1}`, today));
}

function gauge(
  count: number,
  modelSpec: string,
  measuringRange: string,
  accuracyClass: string,
): Omit<Series, 'purpose' | 'usePlace'> {
  return { count, name: '弹簧管式一般压力表', modelSpec, measuringRange, accuracyClass, spreadDays: 200 };
}

function tool(
  count: number,
  name: string,
  modelSpec: string,
  ...rest: [measuringRange: string, regulationSeries: string]
): Omit<Series, 'accuracyClass'> {
  const [measuringRange, regulationSeries] = rest;
  return { count, name, modelSpec, measuringRange, regulationSeries, ...INTERNAL, usePlace: '计量室' };
}

function rowsOf({ count, spreadDays = 380, ...facts }: Series, prefix: string, today: string): object[] {
  return Array.from({ length: count }, (_, index) => ({
    ...facts,
    serialNo: `${prefix}-${String(index + 1).padStart(3, '0')}`,
    manufacturer: '演示仪表制造有限公司',
    originCountry: '中国',
    accuracyType: facts.accuracyClass.startsWith('MPE') ? 'mpe' : 'class',
    manageLevel: facts.purpose === 'other' ? 'B' : 'A',
    lastVerifiedOn: addDays(today, -Math.round(((index + 1) * spreadDays) / (count + 0.5))),
  }));
}
