export type Cell = string | number | boolean | Date | Json | readonly string[] | null | undefined;

/** A value that stands in a json column; written once for all rows that share it. */
export class Json {
  private constructor(readonly text: string) {}

  static from(value: unknown): Json {
    return new Json(JSON.stringify(value));
  }

  static of(text: string): Json {
    return new Json(text);
  }
}

/** A line of COPY's text format; lists become arrays. */
export function copyLine(cells: readonly Cell[]): string {
  return `${cells.map(cellOf).join('\t')}\n`;
}

/** Rows as lines. @param arrays the columns that are arrays of texts; other lists and objects are written as JSON */
export function copyLines(
  rows: readonly Readonly<Record<string, unknown>>[],
  columns: readonly string[],
  arrays: ReadonlySet<string>,
): string {
  const cell = (row: (typeof rows)[number], column: string): Cell => {
    const value = row[column];
    const isPlain = typeof value !== 'object' || value === null || value instanceof Date || arrays.has(column);
    return isPlain ? (value as Cell) : Json.from(value);
  };
  return rows.map((row) => copyLine(columns.map((column) => cell(row, column)))).join('');
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function cellOf(value: Cell): string {
  if (value === null || value === undefined) return '\\N';
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Json) return escaped(value.text);
  if (Array.isArray(value)) return escaped(`{${value.map(elementOf).join(',')}}`);
  return escaped(`${value as unknown as string}`);
}

function elementOf(value: string): string {
  return /[{}",\\\s]|^$|^null$/i.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : value;
}

function escaped(text: string): string {
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (found) => ESCAPES[found] ?? found) : text;
}
