import { readNeed, shownUncertainty, testUncertaintyRatio } from './calibration-need';

describe('readNeed', () => {
  const gauge = { unit: 'MPa', low: '0', high: '10' };

  it('reads the gauge of class 0.4: the error that it may have is 0.4 % of its span', () => {
    expect(readNeed({ ...gauge, accuracyClass: '0.4' })).toEqual({
      ...{ quantity: 'pressure', unit: 'MPa', lowSi: '0', highSi: '10000000', mpeSi: '40000' },
    });
  });

  it.each([
    [
      { unit: 'MPa', low: '-0.1', high: '0.06', accuracyClass: '1.6' },
      { lowSi: '-100000', mpeSi: '2560' },
    ],
    [
      { unit: '℃', low: '-30', high: '20', mpe: '0.5' },
      { lowSi: '243.15', mpeSi: '0.5', unit: '°C' },
    ],
    [
      { unit: 'mm', low: '0', high: '150' },
      { highSi: '0.15', mpeSi: null },
    ],
    [
      { unit: 'kg', low: '5', high: '5' },
      { lowSi: '5', highSi: '5' },
    ],
  ])('%j', (request, expected) => expect(readNeed(request)).toMatchObject(expected));

  it.each([
    [{ ...gauge, unit: 'furlong' }, 'unknown_unit'],
    [{ ...gauge, quantity: 'mass' }, 'other_quantity'],
    [{ ...gauge, low: '11' }, 'reversed_range'],
    [{ ...gauge, accuracyClass: '0.4', mpe: '0.04' }, 'mpe_twice'],
    [{ ...gauge, low: '10', accuracyClass: '0.4' }, 'no_span'],
  ])('%j: %s', (request, problem) => expect(readNeed(request)).toBe(problem));
});

describe('what is shown', () => {
  it.each([
    ['40000', '10000', '4.00'],
    ['40000', '13333', '3.00'],
    ['40000', '13334', '2.99'],
    [null, '1', null],
  ])('MPE %s over U %s: %s', (mpe, uncertainty, ratio) => {
    expect(testUncertaintyRatio(mpe, uncertainty)).toBe(ratio);
  });

  it('rounds an uncertainty up', () => {
    expect(shownUncertainty('5010', 'MPa')).toEqual({ value: '0.0051', unit: 'MPa' });
    expect(shownUncertainty('0.1', '℃')).toEqual({ value: '0.1', unit: '°C' });
  });
});
