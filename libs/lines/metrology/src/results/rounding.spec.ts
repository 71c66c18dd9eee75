import { Decimal } from '@nqi/shared/units';
import { placesOf, printed, roundUncertainty, type RoundingRule } from './rounding';

const UP: RoundingRule = { version: 'JJF1059.1-2012', twoDigitsUpTo: 2, uncertaintyMode: 'up' };
const EVEN: RoundingRule = { ...UP, uncertaintyMode: 'half_even' };

describe('the rounding of an uncertainty (JJF 1059.1)', () => {
  it.each([
    // Two digits while the first is 1 or 2, else one; never smaller than it is.
    ['0.0123', '0.013'],
    ['0.0120', '0.012'],
    ['0.0291', '0.03'],
    ['0.0299', '0.03'],
    ['0.0301', '0.04'],
    ['0.30', '0.3'],
    ['0.31', '0.4'],
    ['0.94', '1'],
    ['0.096', '0.1'],
    ['123', '130'],
    ['2.51', '2.6'],
    ['7', '7'],
    ['0', '0'],
  ])('%s becomes %s', (value, rounded) => {
    expect(roundUncertainty(new Decimal(value), UP).toFixed()).toBe(rounded);
  });

  it('may also be that of any number, by another row', () => {
    expect(roundUncertainty(new Decimal('0.0123'), EVEN).toFixed()).toBe('0.012');
    expect(roundUncertainty(new Decimal('0.0125'), EVEN).toFixed()).toBe('0.012');
    expect(roundUncertainty(new Decimal('0.0135'), EVEN).toFixed()).toBe('0.014');
  });

  it.each([
    ['0.0123', 3],
    ['0.0301', 2],
    ['0.10', 2],
    ['0.094', 2],
    ['0.996', 1],
    ['12', 0],
    ['123', 0],
    ['0', 0],
  ])('of %s leaves %i places', (value, places) => {
    expect(placesOf(new Decimal(value), UP)).toBe(places);
  });

  it.each([
    ['0.00456', '0.0123', '0.005', '0.013'],
    ['-0.0005', '0.0123', '0.000', '0.013'],
    ['-0.0015', '0.0123', '-0.002', '0.013'],
    ['0.0125', '0.01', '0.012', '0.010'],
    ['0.0135', '0.01', '0.014', '0.010'],
    ['10.25', '0.35', '10.2', '0.4'],
    ['10.35', '0.35', '10.4', '0.4'],
    ['3', '0.1', '3.00', '0.10'],
    ['12.6', '15', '13', '15'],
    ['0.004', '0', '0.004', '0'],
  ])('%s with U %s is printed as %s and %s: 四舍六入五成双 to the same place', (result, uncertainty, ...shown) => {
    expect(printed(new Decimal(result), new Decimal(uncertainty), UP)).toEqual(shown);
  });
});
