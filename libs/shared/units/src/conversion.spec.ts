import { differenceFromSi, differenceToSi, fromSi, toSi, unitOf } from './conversion';
import { quantities, siUnitOf, units } from './unit-table';

describe('units', () => {
  it.each([
    ['10', 'MPa', 'pressure', '10000000', 'Pa'],
    ['0.4', 'μm', 'length', '0.0000004', 'm'],
    ['2', 'µm', 'length', '0.000002', 'm'],
    ['1', 'kgf/cm²', 'pressure', '98066.5', 'Pa'],
    ['36', 'km/h', 'speed', '10', 'm/s'],
    ['20', '℃', 'temperature', '293.15', 'K'],
    ['-273.15', '°C', 'temperature', '0', 'K'],
    ['1.6', '%', 'ratio', '0.016', '1'],
    ['150', 'kg', 'mass', '150', 'kg'],
    ['1', 'ｍｍ', 'length', '0.001', 'm'],
    ['180', '°', 'angle', '3.141592653589793238462643', 'rad'],
    ['0.1', 'kΩ', 'resistance', '100', 'Ω'],
    ['5', 'mg/L', 'density', '0.005', 'kg/m3'],
    ['55', '%RH', 'relative_humidity', '55', '%RH'],
  ])('%s %s is a %s of %s %s', (value, unit, quantity, si, siUnit) => {
    expect(toSi({ value, unit })).toEqual({ quantity, value: si, unit: siUnit });
  });

  it('keeps decimals that binary numbers lose', () => {
    expect(toSi({ value: '0.1', unit: 'mm' }).value).toBe('0.0001');
    expect(toSi({ value: '123456789012345.678', unit: 'm' }).value).toBe('123456789012345.678');
  });

  it('converts an uncertainty of temperature without its zero', () => {
    expect(differenceToSi({ value: '0.1', unit: '°C' })).toMatchObject({ value: '0.1', unit: 'K' });
    expect(differenceFromSi('0.1', '°C')).toEqual({ value: '0.1', unit: '°C' });
  });

  it('does not know what is no unit', () => {
    for (const symbol of ['', 'mpa', 'MPA', 'furlong', 'constructor']) expect(unitOf(symbol)).toBeUndefined();
    expect(() => toSi({ value: '1', unit: 'furlong' })).toThrow(RangeError);
  });

  it('has one SI unit for each quantity, with factor 1', () => {
    for (const quantity of quantities) {
      const symbol = siUnitOf(quantity);
      expect({ quantity, known: symbol.length > 0 }).toEqual({ quantity, known: true });
    }
  });

  it.each([...new Set(units.values())])('comes back from $symbol to where it was', ({ symbol, quantity }) => {
    for (const value of ['1', '0.037', '-12.5', '998.001']) {
      const si = toSi({ value, unit: symbol });
      expect(si.quantity).toBe(quantity);
      expect(Number(fromSi(si.value, symbol).value)).toBeCloseTo(Number(value), 12);
    }
  });
});
