import { type Connection, Query } from 'pg';

/** What the driver's connection can, but not to the types. */
interface CopyConnection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/**
 * Rows that are entered by COPY, the cheapest way that PostgreSQL has. They go out right behind the statement, which the
 * protocol allows, so that a copy stands in line like everything else that is sent: where it is refused, what came behind
 * it is dropped.
 */
export class CopyIn extends Query {
  /** Settles when PostgreSQL has taken all rows, or refused them. */
  readonly ended: Promise<void>;

  constructor(
    private readonly statement: string,
    private readonly lines: string,
  ) {
    let settle: (error?: Error) => void = () => undefined;
    super({ text: statement }, (error) => settle(error));
    this.ended = new Promise((resolve, reject) => {
      settle = (error) => (error ? reject(error) : resolve());
    });
  }

  override submit = (driver: Connection): void => {
    const connection = driver as unknown as CopyConnection;
    connection.query(this.statement);
    connection.sendCopyFromChunk(Buffer.from(this.lines));
    connection.endCopyFrom();
  };

  /** All has been sent by now. */
  handleCopyInResponse(): void {}
}

/** Rows in COPY's text format. @param arrays the columns that are arrays of texts; other lists are JSON */
export function copyLines(
  rows: readonly Readonly<Record<string, unknown>>[],
  columns: readonly string[],
  arrays: ReadonlySet<string>,
): string {
  let lines = '';
  for (const row of rows) {
    columns.forEach((column, place) => {
      const value = row[column];
      if (place > 0) lines += '\t';
      lines += arrays.has(column) && Array.isArray(value) ? cellOf(arrayOf(value as string[])) : cellOf(value);
    });
    lines += '\n';
  }
  return lines;
}

const SPECIAL = /[\\\n\r\t]/;

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  const text = typeof value === 'string' ? value : textOf(value);
  return SPECIAL.test(text)
    ? text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')
    : text;
}

/** As JSON says it; a day or a moment without the quotes. */
function textOf(value: unknown): string {
  return value instanceof Date ? value.toISOString() : JSON.stringify(value);
}

function arrayOf(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`;
}
