import { soundTerms } from './pinyin';
import { beginningOf, indexTerms, queryTerms } from './search-terms';

const finds = (question: string, text: string): boolean => {
  const terms = new Set(indexTerms(text));
  return queryTerms(question).every((term) => terms.has(term));
};

describe('search terms', () => {
  it.each([
    ['三坐标', '桥式三坐标测量机 PMM-C', true],
    ['坐标', '桥式三坐标测量机', true],
    ['机', '桥式三坐标测量机', true],
    ['pmm', '桥式三坐标测量机 PMM-C', true],
    ['ＰＭＭ', '桥式三坐标测量机 pmm', true],
    ['spec', 'Spectrometer 400 MHz', true],
    ['压力表', '10MPa压力表', true],
    ['mpa', '10MPa压力表', false],
    ['10mpa', '量程10MPa压力表', true],
    ['荧光', 'Ｘ射线荧光仪', true],
    ['核磁 400', '核磁共振波谱仪 400 MHz', true],
    ['测量三', '桥式三坐标测量机', false],
    ['ectro', 'Spectrometer', false],
    ['600', '核磁共振波谱仪 400 MHz', false],
    ['ISO9001', '按 ISO 9001 认证', false],
    ['iso 9001', '按 ISO 9001 认证', true],
  ])('%s in %s: %s', (question, text, found) => {
    expect(finds(question, text)).toBe(found);
  });

  it('asks for nothing when there are no words', () => {
    expect(queryTerms(' ，。!? ')).toEqual([]);
    expect(indexTerms(null, undefined, '')).toEqual([]);
  });

  it('stays short for a long word', () => {
    expect(indexTerms('x'.repeat(5000))).toHaveLength(39);
    expect(finds('x'.repeat(4000), 'x'.repeat(5000))).toBe(true);
  });
});

describe('rare characters, which are two code units', () => {
  it.each(['𠮷野家大厦', '𠮷', '野𠮷', `${'a'.repeat(39)}𝒂𝒃`, '𝓪𝓫𝓬'])('are never cut in half: %s', (text) => {
    const terms = [...indexTerms(text), ...queryTerms(text), ...soundTerms(text), beginningOf(text, 1)];
    expect(terms.filter((term) => /\p{Surrogate}/u.test(term))).toEqual([]);
  });
});
