import type { MeasurementStandardService } from '@nqi/lines/metrology';

type Standard = Parameters<MeasurementStandardService['create']>[1];

const ASSESSED = { assessmentNo: '[2023]鲁量标烟法证字第001号（演示）', assessedUntil: '2030-05-31' };

/** What the institute compares gauges, scales and lengths with. */
export const instituteStandards: readonly Standard[] = [
  {
    ...{ name: '数字压力计', model: 'ConST273', serialNo: 'YL-2218003', measuringRange: '(-0.1~60) MPa' },
    ...{ accuracy: '0.05级', ...ASSESSED, traceabilityNo: 'LSyq2025-11873（演示）', traceableUntil: '2030-11-30' },
  },
  {
    ...{ name: '标准砝码', model: 'F2等级', serialNo: 'ZL-0417', measuringRange: '1 mg~20 kg' },
    ...{ accuracy: 'F2等级', ...ASSESSED, traceabilityNo: 'LSfm2025-00417（演示）', traceableUntil: '2030-11-30' },
  },
  {
    ...{ name: '量块', model: '83块组', serialNo: 'CD-0231', measuringRange: '(0.5~100) mm', accuracy: '4等' },
    ...{ ...ASSESSED, traceabilityNo: 'CDjd2025-00231（演示）', traceableUntil: '2030-11-30' },
  },
];

export const laboratoryStandards: readonly Standard[] = [
  {
    ...{ name: '活塞式压力计', model: 'YS-60', serialNo: 'HP-0231', measuringRange: '(0.1~6) MPa' },
    ...{ accuracy: '0.02级', traceabilityNo: 'JL2025-0917（演示）', traceableUntil: '2030-11-30' },
  },
  {
    ...{ name: '量块', model: '47块组', serialNo: 'HP-0417', measuringRange: '(1~100) mm', accuracy: '4等' },
    ...{ traceabilityNo: 'JL2025-1103（演示）', traceableUntil: '2030-11-30' },
  },
];
