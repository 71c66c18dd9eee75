import { nextDues } from './inspection-schedule';

const rule = {
  ...{ version: 't7001-2023', inspectionYears: [1, 4, 7, 9, 11, 13, 15], annualAfterYear: 15 },
  ...{ earlyInspectionMonths: 2, earlySelfTestMonths: 1, effectiveFrom: '2023-04-02', effectiveTo: null },
};

describe('a self-test', () => {
  it.each([
    [null, '2022-05-31'],
    ['2022-04-01', '2023-05-31'],
    ['2022-03-31', '2022-05-31'],
    ['2023-05-20', '2025-05-31'],
    ['2020-01-01', '2022-05-31'],
  ])('done on %s leaves %s', (lastSelfTestedOn, selfTest) => {
    const dues = nextDues(rule, { baseMonth: '2020-05', lastPassedOn: '2021-05-10', lastSelfTestedOn });
    expect(dues).toEqual({ inspection: '2024-05-31', selfTest });
  });
});
