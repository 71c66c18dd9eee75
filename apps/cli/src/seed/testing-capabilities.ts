import type { TestingCapabilityService } from '@nqi/lines/metrology';

type Row = Parameters<TestingCapabilityService['create']>[1];

const APPROVED = { accreditationNo: '230020340001（演示）', validFrom: '2023-06-01', validTo: '2030-05-31' };

/** What the institute is approved to test: fasteners, without their hardness. */
export const testingCapabilities: readonly Row[] = ['抗拉强度', '屈服强度', '断后伸长率'].map((parameter) => ({
  ...{ category: '金属材料', object: '紧固件', parameter, methodNo: 'GB/T 228.1-2021' },
  ...{ limitation: '最大试验力 600 kN', ...APPROVED },
}));
