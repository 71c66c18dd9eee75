import fc from 'fast-check';
import {
  dueOn,
  earliestFilingDate,
  kindInYear,
  nextDues,
  nextInspectionDueOn,
  nextSelfTestDueOn,
  ruleOn,
  type ScheduleRule,
} from './inspection-schedule';

const annual: ScheduleRule = {
  version: 't7001-2009',
  inspectionYears: [],
  annualAfterYear: 0,
  earlyInspectionMonths: 1,
  earlySelfTestMonths: 0,
  effectiveFrom: '2010-04-01',
  effectiveTo: '2023-04-01',
};
const rule: ScheduleRule = {
  version: 't7001-2023',
  inspectionYears: [1, 4, 7, 9, 11, 13, 15],
  annualAfterYear: 15,
  earlyInspectionMonths: 2,
  earlySelfTestMonths: 1,
  effectiveFrom: '2023-04-02',
  effectiveTo: null,
};

describe('kindInYear', () => {
  it.each([
    ['2020-05', 2018, '---'],
    ['2020-05', 2021, 'ITTITTITITITITIII'],
    ['2010-03', 2024, 'TIII'],
    ['2024-09', 2025, 'ITTI'],
  ])('base %s from %i is %s', (base, from, letters) => {
    const kinds = [...letters].map((_, i) => kindInYear(rule, base, from + i));
    expect(kinds.map((kind) => (kind === null ? '-' : kind === 'inspection' ? 'I' : 'T')).join('')).toBe(letters);
  });

  it('is an inspection every year under the edition of 2009', () => {
    expect([2010, 2011, 2012, 2022].map((year) => kindInYear(annual, '2010-03', year))).toEqual([
      null,
      'inspection',
      'inspection',
      'inspection',
    ]);
  });
});

describe('dates', () => {
  it.each([
    ['2020-02', 2023, '2023-02-28'],
    ['2020-02', 2024, '2024-02-29'],
    ['2020-02', 2100, '2100-02-28'],
    ['2020-02', 2000, '2000-02-29'],
    ['2020-12', 2021, '2021-12-31'],
    ['2020-01', 2021, '2021-01-31'],
    ['2020-11', 2026, '2026-11-30'],
  ])('base %s is due in %i on %s', (base, year, due) => expect(dueOn(base, year)).toBe(due));

  it.each([
    ['2026-11-30', '2026-09-30'],
    ['2026-12-31', '2026-10-31'],
    ['2026-08-31', '2026-06-30'],
    ['2026-04-30', '2026-02-28'],
    ['2028-04-30', '2028-02-29'],
    ['2026-02-28', '2025-12-28'],
    ['2026-01-31', '2025-11-30'],
  ])('due %s may be inspected from %s', (due, from) => expect(earliestFilingDate(rule, due)).toBe(from));

  it.each(['2020', '2020-13', '2020-5', '20-05-01', ''])('refuses the month %p', (base) => {
    expect(() => dueOn(base, 2024)).toThrow(RangeError);
  });
});

describe('next dues', () => {
  it.each([
    ['2020-05', '2020-05-31', '2021-05-31', '2022-05-31'],
    ['2020-05', '2021-05-30', '2021-05-31', '2022-05-31'],
    ['2020-05', '2021-05-31', '2024-05-31', '2022-05-31'],
    ['2020-05', '2032-06-01', '2033-05-31', '2034-05-31'],
    ['2020-05', '2034-05-31', '2035-05-31', null],
    ['2020-05', '2040-01-01', '2040-05-31', null],
    ['2024-09', '2001-01-01', '2025-09-30', '2026-09-30'],
  ])('base %s after %s: inspection %s, self-test %s', (base, after, inspection, selfTest) => {
    expect(nextInspectionDueOn(rule, base, after)).toBe(inspection);
    expect(nextSelfTestDueOn(rule, base, after)).toBe(selfTest);
  });

  it.each([
    ['never inspected', '2020-05', null, '2021-05-31', '2022-05-31'],
    ['in the due month', '2020-05', '2024-05-10', '2027-05-31', '2025-05-31'],
    ['two months early', '2020-05', '2024-03-31', '2027-05-31', '2025-05-31'],
    ['three months early settles nothing', '2020-05', '2024-02-29', '2024-05-31', '2025-05-31'],
    ['three months late', '2020-05', '2024-08-10', '2027-05-31', '2025-05-31'],
    ['early across the turn of the year', '2020-01', '2026-11-30', '2029-01-31', '2028-01-31'],
    ['late, within two months of the next due', '2010-03', '2026-02-10', '2027-03-31', null],
  ])('%s', (_, baseMonth, lastPassedOn, inspection, selfTest) => {
    expect(nextDues(rule, { baseMonth, lastPassedOn })).toEqual({ inspection, selfTest });
  });

  it('has no self-test under the edition of 2009', () => {
    expect(nextDues(annual, { baseMonth: '2015-06', lastPassedOn: '2020-06-20' })).toEqual({
      inspection: '2021-06-30',
      selfTest: null,
    });
  });
});

describe('ruleOn', () => {
  it.each([
    ['2010-03-31', undefined],
    ['2010-04-01', 't7001-2009'],
    ['2023-04-01', 't7001-2009'],
    ['2023-04-02', 't7001-2023'],
    ['2099-01-01', 't7001-2023'],
  ])('%s → %s', (date, version) => expect(ruleOn([rule, annual], date)?.version).toBe(version));
});

describe('properties', () => {
  const base = fc
    .tuple(fc.integer({ min: 1990, max: 2090 }), fc.integer({ min: 1, max: 12 }))
    .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`);

  it('gives every year after the base exactly one due, later than the one before', () => {
    fc.assert(
      fc.property(base, fc.integer({ min: 1, max: 40 }), (baseMonth, age) => {
        const year = Number(baseMonth.slice(0, 4)) + age;
        const before = dueOn(baseMonth, year - 1);
        const next = [nextInspectionDueOn(rule, baseMonth, before), nextSelfTestDueOn(rule, baseMonth, before)];
        expect(next.filter((due) => due === dueOn(baseMonth, year))).toHaveLength(1);
        expect(dueOn(baseMonth, year) > before).toBe(true);
        expect(next.every((due) => due === null || due > before)).toBe(true);
      }),
    );
  });
});
