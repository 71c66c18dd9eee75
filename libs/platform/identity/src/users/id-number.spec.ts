import { isIdNumber, normaliseIdNumber } from './id-number';

const TODAY = '2026-03-02';
const GOOD = [
  ...['370602199001010017', '370611198512310021', '370681200002290031', '370613197808151240', '370602196606069990'],
  '37060219880808002X',
];

describe('an ID number', () => {
  it.each(GOOD)('%s is one', (text) => expect(isIdNumber(text, TODAY)).toBe(true));

  it.each(GOOD)('%s is none with another last character', (text) => {
    const others = [...'0123456789X'].filter((last) => last !== text[17]);
    expect(others.filter((last) => isIdNumber(text.slice(0, 17) + last, TODAY))).toEqual([]);
  });

  it.each([
    ['370602', 'too short'],
    ['370602199013010017', 'no such month'],
    ['370602199002300017', 'no such day'],
    ['370602189912310011', 'too old'],
    ['37060219880808002x', 'not normalised'],
  ])('%s is none: %s', (text) => expect(isIdNumber(text, TODAY)).toBe(false));

  it('is none of who is not born yet', () => expect(isIdNumber('370602199001010017', '1989-12-31')).toBe(false));

  it('is written in capitals without blanks', () =>
    expect(normaliseIdNumber(' 370602 19880808 002x')).toBe('37060219880808002X'));
});
