import { strToU8, zipSync } from 'fflate';
import { readSheet, SHEET_MAX_ROWS } from './sheet';
import { writeSheet } from './writer';

async function rowsOf(content: Buffer): Promise<(readonly string[])[]> {
  const rows: (readonly string[])[] = [];
  for await (const { cells } of readSheet(content)) rows.push(cells);
  return rows;
}

async function refusalOf(content: Buffer): Promise<string> {
  return rowsOf(content).then(
    () => 'read',
    (error: { code?: string }) => error.code ?? 'another error',
  );
}

const RELATIONS = `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`;

/** The smallest workbook with these rows, as a program would write it. */
function workbook(rows: string, more: Record<string, string> = {}): Buffer {
  const parts = {
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets><sheet name="S" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': RELATIONS,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    ...more,
  };
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))));
}

describe('a CSV', () => {
  const text = '编号,名称\r\nA1,"芝罘区, 1号 ""楼"""\r\n';
  const rows = [
    ['编号', '名称'],
    ['A1', '芝罘区, 1号 "楼"'],
  ];
  const gb18030 = Buffer.from('b1e0bac52cc3fbb3c60d0a41312ccbfe0d0a', 'hex');

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with BOM', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ])('in %s', async (_, content) => expect(await rowsOf(content)).toEqual(rows));

  it('in GB18030', async () =>
    expect(await rowsOf(gb18030)).toEqual([
      ['编号', '名称'],
      ['A1', '塔'],
    ]));

  it('with semicolons, with blank rows, with rows of another length', async () => {
    expect(await rowsOf(Buffer.from('a;b\n1;2,5\n\n;;\n3\n'))).toEqual([['a', 'b'], ['1', '2,5'], ['3']]);
  });

  it.each([
    ['sheets.encoding', Buffer.from([0x61, 0x2c, 0xff, 0xfe, 0x0a])],
    ['sheets.encoding', Buffer.from('a,b\n1,\0\n')],
    ['sheets.encrypted', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1])],
    ['sheets.malformed', Buffer.from(`a,b\n1,"${'x'.repeat(2_000_000)}`)],
    ['sheets.too_many_rows', Buffer.from(`a\n${'1\n'.repeat(SHEET_MAX_ROWS + 1)}`)],
  ])('is refused with %s', async (code, content) => expect(await refusalOf(content)).toBe(code));

  it('has as many rows as are allowed', async () => {
    expect(await rowsOf(Buffer.from(`a\n${'1\n'.repeat(SHEET_MAX_ROWS)}\n\n`))).toHaveLength(SHEET_MAX_ROWS + 1);
  });
});

describe('a workbook', () => {
  const styles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>`;
  const strings = `<sst><si><t>编号</t></si><si><r><t>A</t></r><r><t>1</t></r><rPh><t>reading</t></rPh></si></sst>`;
  const parts = { 'xl/styles.xml': styles, 'xl/sharedStrings.xml': strings };

  it('gives texts, numbers, days, formulas by their last value and the first of merged cells', async () => {
    const rows = `<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t>x &amp; y</t></is></c></row>
      <row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3"><v>1.7500000000000002</v></c><c r="C3" s="1"><v>45292</v></c>
        <c r="D3" s="2"><v>45292.5</v></c><c r="E3" t="str"><f>A1&amp;"b"</f><v>ab</v></c><c r="F3"><f>1+1</f></c>
        <c r="G3"><v>3.1103706022024E19</v></c><c r="H3" t="b"><v>1</v></c></row>
      <row r="4"><c r="A4"/></row>`;
    expect(await rowsOf(workbook(rows, parts))).toEqual([
      ['编号', '', 'x & y'],
      ['A1', '1.75', '2024-01-01', '2024-01-01 12:00:00', 'ab', '', '3.1103706022024e+19', 'TRUE'],
    ]);
  });

  it.each([
    ['sheets.macros', { 'xl/vbaProject.bin': 'x' }],
    ['sheets.bomb', { 'xl/worksheets/sheet1.xml': ' '.repeat(20_000_000) }],
    ['sheets.malformed', { 'xl/worksheets/sheet1.xml': '<worksheet><row></worksheet>' }],
    ['sheets.malformed', { 'xl/worksheets/sheet1.xml': '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>' }],
    ['sheets.malformed', { 'xl/_rels/workbook.xml.rels': RELATIONS.replace('sheet1', '../../etc/passwd') }],
  ])('is refused with %s', async (code, more) => expect(await refusalOf(workbook('', more))).toBe(code));

  it('that is cut off is refused', async () => {
    expect(await refusalOf(workbook('<row/>').subarray(0, 300))).toBe('sheets.malformed');
  });

  it('whose sizes lie is refused while it is read', async () => {
    const content = workbook(`<row><c><v>${'1'.repeat(5_000_000)}</v></c></row>`);
    // The central directory says 100 bytes; the bytes are there all the same.
    const directory = content.lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
    content.writeUInt32LE(100, directory + 24);
    expect(await refusalOf(content)).toBe('sheets.malformed');
  });
});

describe('what is written', () => {
  it.each(['csv', 'xlsx'] as const)('as %s holds no formula and is read back as it was', async (format) => {
    const rows = [
      ['编号', 'note'],
      ['=1+1', '@x'],
      ['-5', '-5+1'],
    ];
    const pieces: Buffer[] = [];
    for await (const piece of writeSheet(format, rows)) pieces.push(piece);
    const content = Buffer.concat(pieces);
    expect(await rowsOf(content)).toEqual(rows);
    if (format === 'csv') expect(content.toString()).toBe(`\uFEFF编号,note\r\n'=1+1,'@x\r\n-5,'-5+1\r\n`);
  });
});
