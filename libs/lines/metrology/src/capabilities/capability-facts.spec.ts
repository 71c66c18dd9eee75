import { checkRange, checkStated, rangeInSi, withDefaults } from './capability-facts';

const gauge = withDefaults({
  ...{ instrument: ' 精密压力表', methodNo: 'JJG　49-2013', rangeLow: '-0.1', rangeHigh: '60', rangeUnit: 'ＭＰａ' },
  ...{ uConstant: '2', uUnit: 'kPa', validFrom: '2024-01-01', validTo: '2027-12-31' },
});

describe('withDefaults', () => {
  it('spells names and units in one way and says what is meant', () => {
    expect(gauge).toMatchObject({
      ...{ instrument: '精密压力表', methodNo: 'JJG 49-2013', rangeUnit: 'MPa', uUnit: 'kPa' },
      ...{ uProportional: '0', coverageFactor: '2', methodTitle: null, limitation: null },
    });
    expect(withDefaults({ ...gauge, uUnit: null }).uUnit).toBe('MPa');
  });
});

describe('checkRange', () => {
  it.each([
    [{}, []],
    [{ rangeLow: '60' }, []],
    [{ rangeLow: '61' }, ['/rangeHigh field.too_small']],
    [{ uUnit: 'mm' }, ['/uUnit field.other_quantity']],
    [{ uConstant: '0' }, ['/uConstant field.too_small']],
    [{ uConstant: '0', uProportional: '0.001' }, []],
    [{ coverageFactor: '0.99' }, ['/coverageFactor field.too_small']],
    [{ coverageFactor: '5.01' }, ['/coverageFactor field.too_large']],
    [{ validTo: '2023-12-31' }, ['/validTo field.too_small']],
    [{ instrument: 'x'.repeat(101) }, ['/instrument field.too_long']],
  ])('%j → %j', (facts, problems) => {
    expect(checkRange({ ...gauge, ...facts }).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(problems);
  });

  it('holds a capability to its quantity', () => {
    expect(checkRange(gauge, 'mass')).toEqual([{ pointer: '/rangeUnit', code: 'field.other_quantity' }]);
  });
});

describe('rangeInSi', () => {
  it.each([
    [gauge, ['pressure', '-100000', '60000000', '0', '2000']],
    // An uncertainty of 0.1 °C is one of 0.1 K, wherever the scale has its zero.
    [
      { ...gauge, rangeLow: '-30', rangeHigh: '150', rangeUnit: '°C', uConstant: '0.1', uUnit: '°C' },
      ['temperature', '243.15', '423.15', '273.15', '0.1'],
    ],
    [
      { ...gauge, rangeLow: '0', rangeHigh: '1000', rangeUnit: 'mm', uConstant: '0.8', uUnit: 'μm' },
      ['length', '0', '1', '0', '0.0000008'],
    ],
  ])('%j', (stated, expected) => expect(Object.values(rangeInSi(stated))).toEqual(expected));
});

describe('checkStated', () => {
  it('lets a change take away what has a default, and nothing else', () => {
    expect(checkStated({ limitation: null, uProportional: null, coverageFactor: null, priceFen: 0 })).toEqual([]);
    expect(checkStated({ priceFen: null })).toEqual([{ pointer: '/priceFen', code: 'field.required' }]);
  });
});
