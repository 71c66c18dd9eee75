import { missingFrom } from './report-checklist';

const item = (pointer: string): Parameters<typeof missingFrom>[1][number] => ({
  ...{ pointer, clause: '7.8.2.1', name: { zh: '项', en: 'item' } },
});

describe('what a report lacks', () => {
  const content = {
    who: { name: ' ', phone: null },
    rows: [{ u: '0.1' }, { u: '' }, {}],
    none: [],
    zero: '0',
    no: false,
  };

  it.each([
    ['/who/name', ['/who/name']],
    ['/who/phone', ['/who/phone']],
    ['/who/absent/deep', ['/who/absent/deep']],
    ['/rows/*/u', ['/rows/1/u', '/rows/2/u']],
    ['/none', ['/none']],
    ['/none/*/u', []],
    ['/absent/*/u', []],
    ['/zero', []],
    ['/no', []],
  ])('%s: %j', (pointer, places) => {
    expect(missingFrom(content, [item(pointer)]).map(({ pointer: place }) => place)).toEqual(places);
  });

  it('names the clause in both languages', () => {
    expect(missingFrom(content, [item('/none')])).toEqual([
      {
        ...{ pointer: '/none', code: 'field.report_lacks', clause: '7.8.2.1' },
        ...{ chinese: '报告缺少：项（7.8.2.1）', english: 'The report lacks: item (7.8.2.1)' },
      },
    ]);
  });
});
