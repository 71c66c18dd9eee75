import { oneSpelling, tooLong } from './spelling';

describe('spelling', () => {
  it.each([
    [' Ｙ－１００　', 'Y-100'],
    ['弹簧管式\u3000 一般压力表', '弹簧管式 一般压力表'],
    ['（0～1.6）MPa', '(0~1.6)MPa'],
  ])('%s → %s', (raw, expected) => {
    expect(oneSpelling(raw)).toBe(expected);
    expect(oneSpelling(expected)).toBe(expected);
  });

  it('notices what has grown', () => {
    const facts = { name: oneSpelling('ﷺ'.repeat(10)), serialNo: 'x', purpose: null };
    expect(tooLong(facts, { name: 100, serialNo: 60, modelSpec: 100, purpose: 1 })).toEqual([
      { pointer: '/name', code: 'field.too_long' },
    ]);
  });
});
