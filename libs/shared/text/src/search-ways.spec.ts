import fc from 'fast-check';
import { codeTerms } from './codes';
import { soundTerms } from './pinyin';
import { indexTerms } from './search-terms';
import { searchWays, type WayOfFinding } from './search-ways';

/** By what a question finds a record with this name and these codes; undefined: not at all. */
function found(question: string, name: string, ...codes: string[]): WayOfFinding | undefined {
  const terms = new Set([...indexTerms(name, ...codes), ...soundTerms(name), ...codeTerms(...codes)]);
  return searchWays(question).find((way) => way.terms.every((term) => terms.has(term)))?.by;
}

describe('the ways in which a question finds something', () => {
  it.each([
    ['三坐标', '桥式三坐标测量机', 'word'],
    ['CMM', '桥式坐标测量机', 'synonym'],
    ['三坐标 蔡司', '蔡司桥式坐标测量机', 'synonym'],
    ['三坐标校准', '坐标测量机的校准', 'synonym'],
    ['电子秤', '数字指示秤', 'synonym'],
    ['扶梯', '自动扶梯', 'word'],
    ['zidongfuti', '自动扶梯', 'pinyin'],
    ['futi', '自动扶梯', 'pinyin'],
    ['zdft', '自动扶梯', 'pinyin'],
    ['dongfu', '自动扶梯', 'pinyin'],
    ['xian', '西安计量', 'pinyin'],
    ['xian', '先进制造', 'pinyin'],
    ['chongqing', '重庆计量院', 'pinyin'],
    ['yantai 特检', '烟台特检院', 'pinyin'],
    ['ｄｉａｎｔｉ', '电梯', 'pinyin'],
    ['futi', '复杂梯田', undefined],
    ['tifu', '自动扶梯', undefined],
    ['dianti', '电子秤', undefined],
    ['三坐标 水表', '坐标测量机', undefined],
    [' ，。', '电梯', undefined],
  ])('%s in %s: %s', (question, name, by) => expect(found(question, name)).toBe(by));

  it.each([
    ['GBT19001', 'GB/T 19001-2016'],
    ['gb/t 19001—2016', 'GB/T 19001-2016'],
    ['jjg52', 'JJG 52-2013'],
    ['TSGT7001', 'TSG T7001-2023'],
    ['91370602ma3cx7te1d', '91370602MA3CX7TE1D'],
    ['JZ 2026 000128', 'JZ-2026-000128'],
  ])('the code %s of %s', (question, code) => expect(found(question, '某物', code)).toBe('code'));

  it('is no word what is a sound, and no sound what is a word', () => {
    expect(found('dt', 'DT-100 振动台')).toBe('word');
    expect(found('dian', 'Dian 点')).toBe('word');
  });

  const characters = fc.string({
    unit: fc.constantFrom(...'电梯三坐标测量机检定院烟台计器表秤压力校准'),
    minLength: 2,
    maxLength: 12,
  });

  it('finds every part of a name by what was typed', () => {
    fc.assert(
      fc.property(characters, fc.nat(), fc.integer({ min: 2, max: 6 }), (name, from, length) => {
        const start = from % (name.length - 1);
        expect(found(name.slice(start, start + length), name)).toBe('word');
      }),
    );
  });

  it('reads whatever people type, briefly', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (question) => {
        const ways = searchWays(question);
        expect(ways.length).toBeLessThanOrEqual(14);
        for (const { terms } of ways) expect(terms.length).toBeGreaterThan(0);
      }),
    );
  });
});
