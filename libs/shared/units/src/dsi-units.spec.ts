import { Decimal, differenceToSi } from './conversion';
import { dsiUnitOf } from './dsi-units';
import { units } from './unit-table';

/** Written down once more, from the SI brochure and not from our table: what each D-SI name is in SI. */
const PREFIXES: Record<string, string> = {
  ...{ giga: '1e9', mega: '1e6', kilo: '1e3', hecto: '1e2', deci: '1e-1', centi: '1e-2', milli: '1e-3' },
  ...{ micro: '1e-6', nano: '1e-9', pico: '1e-12' },
};
const COHERENT =
  'metre kilogram second ampere kelvin one radian hertz newton pascal joule watt volt ohm farad henry tesla lux siemens gray sievert becquerel degreecelsius decibel';
const NAMES: Record<string, string> = {
  ...Object.fromEntries(COHERENT.split(' ').map((name) => [name, '1'])),
  ...{ gram: '1e-3', tonne: '1e3', litre: '1e-3', minute: '60', hour: '3600', day: '86400', bar: '1e5' },
  ...{ mmHg: '133.322', electronvolt: '1.602176634e-19', percent: '0.01', ppm: '1e-6' },
  degree: new Decimal('3.14159265358979323846264338327950288').div(180).toFixed(),
};

const TERM = new RegExp(`(?:\\\\(${Object.keys(PREFIXES).join('|')}))?\\\\([a-zA-Z]+)(?:\\\\tothe\\{(\\d)\\})?`, 'g');

/** The factor of a D-SI expression to SI; a prefix and an exponent belong to the unit between them. */
function factorOf(expression: string): Decimal {
  const [dividend = '', divisor = ''] = expression.split(/\\per(?![a-z])/);
  return productOf(dividend).div(productOf(divisor));
}

function productOf(terms: string): Decimal {
  return [...terms.matchAll(TERM)].reduce((product, [, prefix = '', name = '', exponent = '1']) => {
    const unit = new Decimal(PREFIXES[prefix] ?? 1).times(NAMES[name] ?? Number.NaN);
    return product.times(unit.pow(exponent));
  }, new Decimal(1));
}

describe('the D-SI expression of a unit', () => {
  const symbols = [...new Set([...units.values()].map(({ symbol }) => symbol))];
  const outside = 'in ft lb ct ft/min gn kgf atm kgf/cm2 mmH2O psi ‰ ppb dB(A) pH HRC HBW'.split(' ');

  it('is as large as the unit, for every unit that can be measured in', () => {
    const wrong = symbols.filter((symbol) => {
      if (outside.includes(symbol)) return dsiUnitOf(symbol) !== `|${symbol}`;
      const scale = symbol === '%RH' ? '0.01' : '1';
      const expected = new Decimal(differenceToSi({ value: scale, unit: symbol }).value);
      return !factorOf(dsiUnitOf(symbol)).toSignificantDigits(12).eq(expected.toSignificantDigits(12));
    });
    expect(symbols.length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });

  it.each([
    ['MPa', '\\mega\\pascal'],
    ['µm', '\\micro\\metre'],
    ['℃', '\\degreecelsius'],
    ['kg/m³', '\\kilogram\\per\\metre\\tothe{3}'],
    ['rpm', '\\one\\per\\minute'],
    ['格 每 秒', '|格每秒'],
  ])('%s is %s', (spelling, expression) => expect(dsiUnitOf(spelling)).toBe(expression));
});
