import { type CustomDecorator, SetMetadata } from '@nestjs/common';

/** Metadata key of {@link ShownOnce}. */
export const SHOWN_ONCE = 'http:shown-once';

/**
 * Members of an answer that are shown once and stored nowhere, such as the token of an invitation. A repeated request
 * gets the stored answer without them.
 */
export function ShownOnce(...members: readonly string[]): CustomDecorator {
  return SetMetadata(SHOWN_ONCE, members);
}
