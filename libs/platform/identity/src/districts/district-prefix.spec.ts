import { covers, districtPrefix } from './district-prefix';

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

describe('covers', () => {
  it.each([
    ['370600', '370602', true],
    ['370600', '370600', true],
    ['370600', '370671', true],
    ['370600', '370684', true],
    ['370600', '370702', false],
    ['370602', '370602', true],
    ['370602', '370600', false],
    ['370602', '370611', false],
    ['370614', '370684', false],
    ['370000', '371002', true],
    ['370000', '110101', false],
    ['371000', '370602', false],
    ['370600', '3706', false],
    ['370600', '', false],
  ])('%s covers %s: %s', (regulator, subject, expected) => expect(covers(regulator, subject)).toBe(expected));

  it('refuses a regulator without a district', () => expect(() => covers('', '370602')).toThrow(RangeError));
});
