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

/** Whether objects and arrays stand in each other more than `limit` deep; walks level by level, so that no depth can exhaust the stack. */
export function isDeeperThan(limit: number, value: unknown): boolean {
  let level = [value];
  for (let depth = 0; depth <= limit; depth += 1) {
    level = level.filter((member) => typeof member === 'object' && member !== null).flatMap(Object.values);
    if (level.length === 0) return false;
  }
  return true;
}
