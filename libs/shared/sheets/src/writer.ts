import writeXlsxFile from 'write-excel-file/node';
import { escapeFormula } from './formula';
import type { SheetFormat } from './sheet';

/** By the mark Excel knows that a CSV is UTF-8. */
const BOM = '\uFEFF';
const PIECE_ROWS = 500;

type Rows = AsyncIterable<readonly string[]> | Iterable<readonly string[]>;

/** A sheet of texts, none of which a program takes for a formula. A CSV comes piece by piece, a workbook in one. */
export async function* writeSheet(format: SheetFormat, rows: Rows): AsyncGenerator<Buffer> {
  if (format === 'xlsx') yield await workbookOf(rows);
  else yield* csvOf(rows);
}

async function* csvOf(rows: Rows): AsyncGenerator<Buffer> {
  let lines: string[] = [BOM];
  for await (const cells of rows) {
    lines.push(`${cells.map(quoted).join(',')}\r\n`);
    if (lines.length < PIECE_ROWS) continue;
    yield Buffer.from(lines.join(''));
    lines = [];
  }
  yield Buffer.from(lines.join(''));
}

function quoted(cell: string): string {
  const text = escapeFormula(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

async function workbookOf(rows: Rows): Promise<Buffer> {
  const data: { value: string; type: StringConstructor; fontWeight?: 'bold' }[][] = [];
  for await (const cells of rows) {
    const isHeader = data.length === 0;
    const written = cells.map((cell) => ({ value: escapeFormula(cell), type: String }));
    data.push(isHeader ? written.map((cell) => ({ ...cell, fontWeight: 'bold' as const })) : written);
  }
  return writeXlsxFile(data, { stickyRowsCount: 1 }).toBuffer();
}
