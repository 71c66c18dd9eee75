import { districtPrefix, regulatedPrefixes } from './district-prefix';

describe('districtPrefix', () => {
  it.each([
    ['370000', '37'],
    ['370600', '3706'],
    ['370602', '370602'],
    ['370610', '370610'],
    ['371000', '3710'],
    ['500000', '50'],
    ['500100', '5001'],
  ])('%s → %s', (code, prefix) => expect(districtPrefix(code)).toBe(prefix));

  it.each(['', '000000', '37060', '3706021', '37060A', ' 370600', '3706%%'])('refuses %p', (code) => {
    expect(() => districtPrefix(code)).toThrow(RangeError);
  });
});

describe('regulatedPrefixes', () => {
  const regulator = {
    roles: new Set(['regulator'] as const),
    capabilities: new Set(['regulator'] as const),
    ...{ districtCode: '370614', formerDistrictCodes: ['370634', '370684'] },
  };

  it('are the own district and the codes that were merged into it', () => {
    expect(regulatedPrefixes(regulator)).toEqual(['370614', '370634', '370684']);
    const city = { ...regulator, districtCode: '370600', formerDistrictCodes: ['371200'] };
    expect(regulatedPrefixes(city)).toEqual(['3706', '3712']);
  });

  it.each([
    ['a person of an authority without the role', { roles: new Set(['org_admin'] as const) }],
    ['a role without an authority', { capabilities: new Set(['institution'] as const) }],
    ['an authority without a district', { districtCode: null }],
  ])('are none for %s', (_, changes) => expect(regulatedPrefixes({ ...regulator, ...changes })).toEqual([]));

  it('refuse an empty district, which would cover the whole country', () => {
    expect(() => regulatedPrefixes({ ...regulator, formerDistrictCodes: [''] })).toThrow(RangeError);
  });
});
