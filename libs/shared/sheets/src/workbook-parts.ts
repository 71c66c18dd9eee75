import { DomainError } from '@nqi/shared/errors';
import { type Handler, readXml } from './xml-events';
import type { Parts } from './zip-guard';

const MAX_STRINGS = 4_000_000;
const MAX_STRING_CHARACTERS = 100 * 1024 * 1024;
const SILENT: Handler = { open: () => undefined, close: () => undefined, text: () => undefined };

/** What the cells of the first sheet are read by. */
export interface Workbook {
  /** Name of the part that holds the first sheet. */
  sheet: string;
  isDate1904: boolean;
  strings: readonly string[];
  /** By number of style: whether it shows a number as a day. */
  isDateStyle: readonly boolean[];
}

/** @throws DomainError sheets.malformed, sheets.too_large */
export async function readWorkbook(parts: Parts): Promise<Workbook> {
  const { sheetId, isDate1904 } = await readFrame(parts);
  return {
    isDate1904,
    sheet: await targetOf(parts, sheetId),
    strings: parts.has('xl/sharedStrings.xml') ? await readStrings(parts) : [],
    isDateStyle: parts.has('xl/styles.xml') ? await readStyles(parts) : [],
  };
}

async function readFrame(parts: Parts): Promise<{ sheetId: string; isDate1904: boolean }> {
  let sheetId = '';
  let isDate1904 = false;
  await readXml(await parts.open('xl/workbook.xml'), {
    ...SILENT,
    open(name, attributes) {
      if (name === 'sheet') sheetId ||= attributes['r:id'] ?? '';
      if (name === 'workbookPr') isDate1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
    },
  });
  return { sheetId, isDate1904 };
}

async function targetOf(parts: Parts, id: string): Promise<string> {
  let target = '';
  await readXml(await parts.open('xl/_rels/workbook.xml.rels'), {
    ...SILENT,
    open(name, attributes) {
      if (name === 'Relationship' && attributes.Id === id) target = attributes.Target ?? '';
    },
  });
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

/** Texts may be in pieces of different looks; readings of Chinese characters (`rPh`) are not part of them. */
async function readStrings(parts: Parts): Promise<string[]> {
  const strings: string[] = [];
  let [text, inText, inReading, characters] = ['', false, false, 0];
  await readXml(await parts.open('xl/sharedStrings.xml'), {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') inReading = true;
      inText = name === 't' && !inReading;
    },
    close(name) {
      inText = false;
      if (name === 'rPh') inReading = false;
      if (name === 'si') strings.push(text);
    },
    text(piece) {
      if (!inText) return;
      text += piece;
      characters += piece.length;
      if (characters > MAX_STRING_CHARACTERS || strings.length > MAX_STRINGS) throw new DomainError('sheets.too_large');
    },
  });
  return strings;
}

/** Numbers of built-in formats that show a day, those of the Chinese edition among them (ECMA-376 part 1, 18.8.30). */
const DATE_FORMATS = [14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58];

async function readStyles(parts: Parts): Promise<boolean[]> {
  const own = new Map<string, boolean>();
  const styles: boolean[] = [];
  let inCells = false;
  await readXml(await parts.open('xl/styles.xml'), {
    ...SILENT,
    open(name, { numFmtId = '0', formatCode = '' }) {
      if (name === 'numFmt') own.set(numFmtId, showsDay(formatCode));
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) styles.push(own.get(numFmtId) ?? DATE_FORMATS.includes(Number(numFmtId)));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

/** `yyyy"年"m"月"d"日"`, `[$-804]d/m/yy`; not `"day "0` or `[Red]0`. */
export function showsDay(format: string): boolean {
  return /[yd]/i.test(format.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, '').replaceAll(/general/gi, ''));
}
