import { blindIndex, indexKey } from './blind-index';
import { maskIdNumber, maskPhone } from './masking';

describe('masking', () => {
  it.each([
    ['13812345678', '138****5678'],
    ['0535-6000004', '0535-****004'],
    ['053560000041', '0535*****041'],
    ['010-12345678-801', '010-*****678'],
    ['12345', '****'],
    ['', '****'],
  ])('of the phone %s shows %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked));

  it.each([
    ['370602199001010017', '370602********0017'],
    ['37060219880808002X', '370602********002X'],
    ['3706021990', '****'],
  ])('of the ID number %s shows %s', (idNumber, masked) => expect(maskIdNumber(idNumber)).toBe(masked));
});

describe('a blind index', () => {
  const SECRET = 'x'.repeat(32);
  const key = indexKey(SECRET, 'users.phone');

  it.each([
    ['13800138001', '138-0013-8001'],
    ['13800138001', '+86 13800138001'],
    ['13800138001', '１３８００１３８００１'],
    ['37060219880808002X', '37060219880808002x'],
  ])('is the same for %s and %s', (one, other) => expect(blindIndex(key, one)).toBe(blindIndex(key, other)));

  it('is another one for another value, column or key', () => {
    const all = [
      blindIndex(key, '13800138001'),
      blindIndex(key, '13800138002'),
      blindIndex(indexKey(SECRET, 'users.id_number'), '13800138001'),
      blindIndex(indexKey('y'.repeat(32), 'users.phone'), '13800138001'),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});
