import { copyLines } from './copy-lines';

describe('rows in the text format of COPY', () => {
  it('say nothing, values, moments and JSON, and keep the signs of the format apart from the text', () => {
    const at = new Date('2026-03-01T08:00:00.000Z');
    const row = { none: null, gap: undefined, flag: true, count: 7, at, list: [{ a: 1 }], text: 'C:\\n\t"一"\r\n' };
    expect(copyLines([row], Object.keys(row), new Set())).toBe(
      '\\N\t\\N\ttrue\t7\t2026-03-01T08:00:00.000Z\t[{"a":1}]\tC:\\\\n\\t"一"\\r\\n\n',
    );
  });

  it('write arrays of texts as PostgreSQL reads them', () => {
    const rows = [{ words: ['a', 'b"c', 'd\\e', ''] }, { words: [] }];
    expect(copyLines(rows, ['words'], new Set(['words']))).toBe('{a,"b\\\\"c","d\\\\\\\\e",""}\n{}\n');
  });
});
