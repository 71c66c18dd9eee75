import { DomainError } from '@nqi/shared/errors';
import type { FastifyReply } from 'fastify';
import type { RefusedRow } from './batch.dto';
import { checkRow } from './validation';

/** A row that was understood, with its place in the request. */
export interface Row<T> {
  index: number;
  clientRef: string | null;
  value: T;
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

/** 200 all rows good, 207 some, 422 none. */
export function setBatchStatus(reply: FastifyReply, accepted: number, refused: number): void {
  void reply.status(refused === 0 ? 200 : accepted > 0 ? 207 : 422);
}

function clientRefOf(row: unknown): string | null {
  const clientRef = (row as { clientRef?: unknown } | null)?.clientRef;
  return typeof clientRef === 'string' ? clientRef.slice(0, 60) : null;
}
