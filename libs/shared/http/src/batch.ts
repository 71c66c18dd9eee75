import { DomainError, type Language, toProblem } from '@nqi/shared/errors';
import type { BatchItem, BatchResponse } from './batch.dto';
import { checkRow } from './validation';

/** A row that was understood, with its place in the request. */
export interface Row<T> {
  index: number;
  clientRef: string | null;
  value: T;
}

/** A row that is refused; the others go on without it. */
export interface RefusedRow {
  index: number;
  clientRef: string | null;
  error: DomainError;
}

/** What a handler returns for a batch; {@link BatchInterceptor} writes it in the caller's language. */
export class BatchOutcome {
  constructor(
    readonly accepted: readonly BatchItem[],
    readonly refused: readonly RefusedRow[],
    /** Members of the answer besides the rows. */
    readonly members: object = {},
  ) {}

  /** 200 all rows good, 207 some, 422 none. */
  get status(): number {
    if (this.refused.length === 0) return 200;
    return this.accepted.length > 0 ? 207 : 422;
  }

  toResponse(language: Language): BatchResponse {
    const problems = this.refused.map(({ index, clientRef, error }) => {
      const problem = toProblem(error, language);
      return { index, clientRef, status: problem.status, problem };
    });
    const items = [...this.accepted, ...problems].sort((one, other) => one.index - other.index);
    return { ...this.members, accepted: this.accepted.length, refused: problems.length, items };
  }
}

/** Splits a batch into rows of the right shape and refused ones. @throws DomainError request.too_many_rows */
export function readRows<T extends { clientRef?: string }>(
  type: new () => T,
  rows: readonly unknown[],
  limit: number,
): { good: Row<T>[]; refused: RefusedRow[] } {
  if (rows.length > limit) throw new DomainError('request.too_many_rows', { rows: rows.length, limit });
  const good: Row<T>[] = [];
  const refused: RefusedRow[] = [];
  rows.forEach((row, index) => {
    const { value, errors } = checkRow(type, row);
    const clientRef = clientRefOf(row);
    if (errors) refused.push({ index, clientRef, error: new DomainError('request.invalid', { errors }) });
    else good.push({ index, clientRef, value });
  });
  return { good, refused };
}

function clientRefOf(row: unknown): string | null {
  const clientRef = (row as { clientRef?: unknown } | null)?.clientRef;
  return typeof clientRef === 'string' ? clientRef.slice(0, 60) : null;
}
