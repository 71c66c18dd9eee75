import { type CustomDecorator, SetMetadata } from '@nestjs/common';
import type {} from 'fastify';

/** Who a request acts for, as far as the kernel needs to know; the identity platform adds the rest. */
export interface Principal {
  readonly userId: string;
  readonly organisationId: string;
  /** The key that a system of theirs came with, instead of the person. */
  readonly apiKeyId?: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the access guard; absent on public routes. */
    actor?: Principal;
    /** Of the sign-in that the request came with; set like `actor`. */
    sessionId?: string;
  }
}

/** Metadata key of {@link Public}. */
export const PUBLIC = 'access:public';

/** Opens a route to everybody; without it or `@Allow` a route answers nobody. */
export function Public(): CustomDecorator {
  return SetMetadata(PUBLIC, true);
}
