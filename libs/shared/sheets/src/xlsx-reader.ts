import { writtenText } from './formula';
import type { SheetRow } from './sheet-row';
import { readWorkbook, type Workbook } from './workbook-parts';
import { textOfCell, type XlsxCell } from './xlsx-cell';
import { type Handler, xmlEvents } from './xml-events';
import { openWorkbook } from './zip-guard';

/** Cells further to the right are not looked at: a header has fewer columns. */
const MAX_COLUMNS = 512;

/** Rows of the first sheet of a workbook. Of merged cells the first has the value; that is how they are stored. */
export async function* readXlsx(content: Buffer): AsyncGenerator<SheetRow> {
  const parts = await openWorkbook(content);
  const workbook = await readWorkbook(parts);
  const gatherer = new RowGatherer(workbook);
  for await (const piece of xmlEvents(await parts.open(workbook.sheet), gatherer)) {
    void piece;
    yield* gatherer.taken();
  }
}

/** Gathers rows from the events of a sheet. */
class RowGatherer implements Handler {
  private rows: SheetRow[] = [];
  private rowNo = 0;
  private cells: string[] = [];
  private cell: XlsxCell & { column: number } = { type: 'n', style: 0, value: '', column: -1 };
  private inValue = false;

  constructor(private readonly workbook: Workbook) {}

  taken(): SheetRow[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.inValue = name === 'v' || name === 't';
    if (name === 'row') this.openRow(attributes.r);
    if (name === 'c') this.openCell(attributes);
  }

  close(name: string): void {
    this.inValue = false;
    if (name === 'c') this.closeCell();
    if (name === 'row') this.rows.push({ rowNo: this.rowNo, cells: this.cells });
  }

  text(text: string): void {
    if (this.inValue) this.cell.value += text;
  }

  private openRow(stated: string | undefined): void {
    this.rowNo = stated ? Number(stated) : this.rowNo + 1;
    this.cells = [];
    this.cell.column = -1;
  }

  private openCell({ r = '', t = 'n', s = '0' }: Readonly<Record<string, string>>): void {
    const column = r ? columnOf(r) : this.cell.column + 1;
    this.cell = { type: t, style: Number(s), value: '', column };
  }

  private closeCell(): void {
    const { column } = this.cell;
    if (column < 0 || column >= MAX_COLUMNS) return;
    while (this.cells.length < column) this.cells.push('');
    this.cells[column] = writtenText(textOfCell(this.cell, this.workbook));
  }
}

/** `AB12` → 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (const character of reference) {
    const letter = character.charCodeAt(0) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}
