import type { DomainError } from '@nqi/shared/errors';
import type { ItemResult } from '../filings/inspection-conclusion';
import { recordItems, unmetConditions } from './visit-rules';

const ready = { temperatureC: '21.5', supplyVoltageDeviationPercent: '0', isGuarded: true, isMaintainerPresent: true };

describe('unmetConditions', () => {
  it.each([
    [{}, []],
    [{ temperatureC: '5' }, []],
    [{ temperatureC: '40' }, []],
    [{ temperatureC: '4.9' }, ['temperatureC']],
    [{ temperatureC: '40.1' }, ['temperatureC']],
    [{ temperatureC: '-5' }, ['temperatureC']],
    [{ supplyVoltageDeviationPercent: '7' }, []],
    [{ supplyVoltageDeviationPercent: '-7.0' }, []],
    [{ supplyVoltageDeviationPercent: '7.1' }, ['supplyVoltageDeviationPercent']],
    [{ supplyVoltageDeviationPercent: '-7.1' }, ['supplyVoltageDeviationPercent']],
    [{ isGuarded: false }, ['isGuarded']],
    [{ temperatureC: '41', isMaintainerPresent: false }, ['temperatureC', 'isMaintainerPresent']],
  ])('%j → %j', (facts, unmet) => expect(unmetConditions({ ...ready, ...facts })).toEqual(unmet));
});

describe('recordItems', () => {
  const checklist = [
    { no: 1, name: 'documents', isKey: false },
    { no: 7, name: 'brake', isKey: true },
  ];
  const finding = (no: number, result: ItemResult = 'pass', remark?: string): Parameters<typeof recordItems>[1][0] => ({
    no,
    result,
    remark,
  });
  const refusal = (...findings: Parameters<typeof recordItems>[1][0][]): unknown => {
    try {
      return recordItems(checklist, findings);
    } catch (error) {
      const { code, details } = error as DomainError;
      return [code, details.missing, details.unknown];
    }
  };

  it('puts each finding beside its item, in the order of the checklist', () => {
    expect(recordItems(checklist, [finding(7, 'rectified', 'adjusted'), finding(1)])).toEqual([
      { no: 1, name: 'documents', isKey: false, result: 'pass', remark: null },
      { no: 7, name: 'brake', isKey: true, result: 'rectified', remark: 'adjusted' },
    ]);
  });

  it('names what is missing, unknown or repeated', () => {
    const code = 'elevators.items_incomplete';
    expect(refusal()).toEqual([code, [1, 7], []]);
    expect(refusal(finding(7))).toEqual([code, [1], []]);
    expect(refusal(finding(1), finding(7), finding(8))).toEqual([code, [], [8]]);
    // A second finding must never overrule the first one silently.
    expect(refusal(finding(1), finding(7, 'fail'), finding(7, 'pass'))).toEqual([code, [], [7]]);
    expect(refusal(finding(9), finding(9))).toEqual([code, [1, 7], [9, 9]]);
  });
});
