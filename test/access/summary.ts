import type { Cell } from './matrix';

const KINDS = ['unauthenticated', 'wrong_key', 'forbidden', 'hidden', 'not_a_party', 'admitted'] as const;

/** One operation: how many principals asked it, and how many answers of each sort were looked at. */
export interface Row {
  operation: string;
  principals: number;
  answers: readonly number[];
}

export function summary(operation: string, cells: readonly Cell[]): Row {
  const own = cells.filter((cell) => cell.operation === operation);
  const answers = KINDS.map((kind) => own.filter(({ expected }) => expected === kind).length);
  return { operation, principals: new Set(own.map(({ principal }) => principal)).size, answers };
}

export function table(rows: readonly Row[]): string {
  const line = (cells: readonly (string | number)[], name: string): string =>
    `${cells.map((cell) => String(cell).padStart(16)).join('')}  ${name}`;
  const body = rows.map(({ operation, principals, answers }) => line([principals, ...answers], operation));
  return [line(['principals', ...KINDS], 'operation'), ...body].join('\n');
}
