import type { FieldError } from '@nqi/shared/errors';

/** NUL, which no text column holds, and halves of surrogate pairs, which UTF-8 cannot write. */
const UNREADABLE = /[\0\p{Surrogate}]/u;

/** Where a parsed body or query has text that cannot be stored as it is. */
export function unreadablePlaces(value: unknown, pointer = ''): FieldError[] {
  if (typeof value === 'string') {
    return UNREADABLE.test(value) ? [{ pointer, code: 'field.unreadable_characters' }] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => unreadablePlaces(member, pointerTo(pointer, key)));
}

/** The JSON Pointer (RFC 6901) of a member. */
export function pointerTo(parent: string, key: string): string {
  return `${parent}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Whether objects and arrays stand in each other more than `limit` deep; level by level, so that no depth can exhaust the stack. */
export function isDeeperThan(limit: number, value: unknown): boolean {
  let containers = [value].filter(isContainer);
  for (let depth = 0; depth < limit && containers.length > 0; depth += 1) {
    containers = containers.flatMap((container) => Object.values(container) as unknown[]).filter(isContainer);
  }
  return containers.length > 0;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
