import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { KeyScope } from './key-scopes';

/** Metadata key of {@link ForKeys}. */
export const FOR_KEYS = 'access:for-keys';

/**
 * Opens routes to keys: reads with `read`, the others with this scope, or not at all with `null`. Routes that say nothing
 * answer no key: what is about people, sessions and keys, and what a person has to decide (check, approve, sign, pay).
 */
export function ForKeys(write: KeyScope | null): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata(FOR_KEYS, { write }), ApiExtension('x-key-scope', write ?? 'read'));
}
