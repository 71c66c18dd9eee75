import { type CustomDecorator, SetMetadata } from '@nestjs/common';

/** Metadata key of {@link Public}. */
export const PUBLIC = 'access:public';

/** Opens a route to everybody; without it or `@Allow` a route answers nobody. */
export function Public(): CustomDecorator {
  return SetMetadata(PUBLIC, true);
}
