import { dueFen } from './order-due';
import { type Misfit, misfitsOf } from './capability-fit';

type Offered = NonNullable<Parameters<typeof misfitsOf>[0]>;

const capability: Offered = {
  ...{ laboratoryId: 'laboratory', state: 'active', service: 'verification', quantity: 'pressure' },
  ...{ rangeLowSi: '-100000', rangeHighSi: '60000000', validFrom: '2023-06-01', validTo: '2029-05-31' },
};
const instrument = { rangeQuantity: 'pressure', rangeLowSi: '0', rangeHighSi: '60000000' };
const wish = { laboratoryId: 'laboratory', service: 'verification', on: '2026-03-02' };

describe('a capability', () => {
  it.each<[string, Partial<Offered>, object, object, Misfit[]]>([
    ['fits', {}, {}, {}, []],
    ['of another laboratory', { laboratoryId: 'other' }, {}, {}, ['other_laboratory']],
    ['that is suspended', { state: 'suspended' }, {}, {}, ['not_active']],
    ['on its last day', {}, {}, { on: '2029-05-31' }, []],
    ['a day later', {}, {}, { on: '2029-06-01' }, ['not_valid']],
    ['before its first day', {}, {}, { on: '2023-05-31' }, ['not_valid']],
    ['for another service', {}, {}, { service: 'calibration' }, ['other_service']],
    ['of another quantity', {}, { rangeQuantity: 'mass' }, {}, ['other_quantity']],
    ['too low', {}, { rangeHighSi: '60000001' }, {}, ['out_of_range']],
    ['too high', { rangeLowSi: '1' }, {}, {}, ['out_of_range']],
    ['of a range nobody could read', {}, { rangeQuantity: null, rangeLowSi: null, rangeHighSi: null }, {}, []],
    ['wrong in two ways', { state: 'withdrawn' }, {}, { service: 'calibration' }, ['not_active', 'other_service']],
  ])('%s', (_, ofCapability, ofInstrument, ofWish, misfits) => {
    const found = misfitsOf(
      { ...capability, ...ofCapability },
      { ...instrument, ...ofInstrument },
      { ...wish, ...ofWish },
    );
    expect(found).toEqual(misfits);
  });

  it('that does not exist is nobody’s', () => {
    expect(misfitsOf(undefined, instrument, wish)).toEqual(['other_laboratory']);
  });
});

describe('what is due for an order', () => {
  const item = (priceFen: number | null, notDoneReason: string | null = null) => ({ priceFen, notDoneReason });
  it('are the prices of what is done, until they are paid', () => {
    expect(dueFen({ settledAt: null }, [item(0), item(6000), item(null)])).toBe(6000);
    expect(dueFen({ settledAt: null }, [item(6000), item(5000, '未送检')])).toBe(6000);
    expect(dueFen({ settledAt: new Date(0) }, [item(6000)])).toBe(0);
  });
});
