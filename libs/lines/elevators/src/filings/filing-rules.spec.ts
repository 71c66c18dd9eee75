import { DomainError } from '@nqi/shared/errors';
import { earliestFilingDate, type ScheduleRule } from '../devices/inspection-schedule';
import { type FilingWish, isLateOn, latestFileable, termsOf } from './filing-rules';

const rule: ScheduleRule = {
  version: 't7001-2023',
  inspectionYears: [1, 4, 7, 9, 11, 13, 15],
  annualAfterYear: 15,
  earlyInspectionMonths: 2,
  earlySelfTestMonths: 1,
  effectiveFrom: '2023-04-02',
  effectiveTo: null,
};

const device = {
  state: 'in_use',
  baseMonth: '2020-05',
  nextInspectionDueOn: '2027-05-31',
  institutionId: 'i',
} as const;
type Device = Parameters<typeof termsOf>[0];

/** The terms, or the code of the refusal. */
function ask(facts: Partial<Device>, today: string, wish: FilingWish = {}): unknown {
  const terms = termsOf({ ...device, ...facts }, wish, rule, today);
  return terms instanceof DomainError ? terms.code : terms;
}

describe('termsOf', () => {
  it('gives the due date, its year, the institution and whether it is late', () => {
    const terms = { dueOn: '2027-05-31', dueYear: 2027, institutionId: 'i' };
    expect(ask({}, '2027-04-30')).toEqual({ ...terms, isLate: false });
    expect(ask({}, '2027-05-01')).toEqual({ ...terms, isLate: true });
    expect(ask({ state: 'out_of_use' }, '2027-04-30')).toEqual({ ...terms, isLate: false });
  });

  it.each([
    [{ state: 'scrapped' }, 'elevators.not_fileable'],
    [{ baseMonth: null }, 'elevators.no_due_date'],
    [{ nextInspectionDueOn: null }, 'elevators.no_due_date'],
    [{ institutionId: null }, 'elevators.no_institution'],
  ] as [Partial<Device>, string][])('refuses %j', (facts, code) => expect(ask(facts, '2027-05-01')).toBe(code));

  it.each([
    ['2027-03-30', undefined, 'elevators.too_early'],
    ['2027-03-31', undefined, 'object'],
    ['2026-06-01', '2027-03-30', 'elevators.too_early'],
    ['2026-06-01', '2027-03-31', 'object'],
    ['2027-05-10', '2027-05-09', 'elevators.requested_in_past'],
    ['2027-05-10', '2027-05-10', 'object'],
    ['2027-05-10', null, 'object'],
    ['2027-05-10', '2028-01-01', 'object'],
  ])('on %s, wished for %s: %s', (today, requestedOn, expected) => {
    const answer = ask({}, today, { requestedOn });
    expect(typeof answer === 'string' ? answer : typeof answer).toBe(expected);
  });

  // Three years between two inspections: patience of a year. One year: half a year, counted in whole months.
  it.each([
    ['2020-05', '2027-05-31', '2028-05-31', false],
    ['2020-05', '2027-05-31', '2028-06-01', true],
    ['2010-03', '2026-03-31', '2026-09-30', false],
    ['2010-03', '2026-03-31', '2026-10-01', true],
    ['2025-08', '2026-08-31', '2027-02-28', false],
    ['2025-08', '2026-08-31', '2027-03-01', true],
    ['2013-01', '2024-01-31', '2025-01-31', false],
    ['2013-01', '2024-01-31', '2025-02-01', true],
  ])('base %s, due %s, on %s: needs the opinion %s', (baseMonth, nextInspectionDueOn, today, needed) => {
    const facts = { baseMonth, nextInspectionDueOn };
    const answer = ask(facts, today);
    if (needed) expect(answer).toBe('elevators.overdue_opinion_needed');
    else expect(answer).toMatchObject({ isLate: true });
    expect(ask(facts, today, { overdueOpinionNo: 'No. 3' })).toMatchObject({ dueOn: nextInspectionDueOn });
    if (needed) expect(ask(facts, today, { overdueOpinionNo: '' })).toBe('elevators.overdue_opinion_needed');
  });

  it('says by how many months it is overdue, and when it may be', () => {
    const overdue = termsOf(device, {}, rule, '2029-06-15');
    expect(overdue).toMatchObject({ details: { overdueMonths: 25, dueOn: '2027-05-31' } });
    const early = termsOf(device, { requestedOn: '2027-01-01' }, rule, '2026-12-01');
    expect(early).toMatchObject({ details: { dueOn: '2027-05-31', earliestOn: '2027-03-31' } });
  });
});

describe('isLateOn', () => {
  it.each([
    ['2026-03-31', '2026-02-28', false],
    ['2026-03-31', '2026-03-01', true],
    ['2024-03-31', '2024-02-29', false],
    ['2026-01-31', '2025-12-31', false],
    ['2026-01-31', '2026-01-01', true],
  ])('due %s, filed %s: %s', (dueOn, today, late) => expect(isLateOn(dueOn, today)).toBe(late));
});

describe('what may be filed on a day', () => {
  it.each([
    ['2026-03-02', '2026-04-30'],
    ['2026-03-30', '2026-04-30'],
    ['2026-03-31', '2026-05-31'],
    ['2026-02-28', '2026-04-30'],
    ['2026-02-27', '2026-03-31'],
    ['2026-11-30', '2027-01-31'],
  ])('%s reaches to %s', (day, last) => {
    expect(latestFileable(rule, day)).toBe(last);
    expect(earliestFilingDate(rule, last) <= day).toBe(true);
  });
});
