import { createParamDecorator, type ExecutionContext, Param, type PipeTransform } from '@nestjs/common';
import { DomainError } from '@nqi/shared/errors';
import { isId } from '@nqi/shared/ids';
import type { FastifyRequest } from 'fastify';

/** What cannot be an id names no record: the same answer as for a missing one. */
class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isId(value)) throw new DomainError('record.not_found');
    return value;
  }
}

/** The id in the path. */
export function IdParam(name = 'id'): ParameterDecorator {
  return Param(name, IdPipe);
}

/**
 * The version that an edit is based on, from `If-Match`.
 * @throws DomainError precondition.required (428) when absent, precondition.stale (412) when it is no version of ours
 */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (!header) throw new DomainError('precondition.required');
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1];
  if (version === undefined) throw new DomainError('precondition.stale');
  return Number(version);
});

/** @throws DomainError precondition.stale (412) when the record has moved on since the caller read it */
export function assertVersion(record: { version: number }, expected: number): void {
  if (record.version !== expected) throw new DomainError('precondition.stale', { currentVersion: record.version });
}
