import { applyDecorators, type CustomDecorator, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { Act } from '@nqi/shared/audit';
import type {} from 'fastify';

/** Who a request acts for, as far as the kernel needs to know; the identity platform adds the rest. */
export interface Principal {
  readonly userId: string;
  /** Null: a person who belongs nowhere, or not yet. */
  readonly organisationId: string | null;
  /** The key that a system of theirs came with, instead of the person. */
  readonly apiKeyId?: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the access guard; absent on public routes. */
    actor?: Principal;
    /** Of the sign-in that the request came with; set like `actor`. */
    sessionId?: string;
    /** The person of a verified token, also where the request is then refused. */
    personId?: string;
    /** The circumstances of the request, from the first interceptor on. */
    act?: Act;
  }
}

/** Metadata key of {@link Public}. */
export const PUBLIC = 'access:public';

/** Opens a route to everybody; without it or `@Allow` a route answers nobody. */
export function Public(): CustomDecorator {
  return SetMetadata(PUBLIC, true);
}

/** Metadata key of {@link Unkept}. */
export const UNKEPT = 'http:unkept';

/**
 * Leaves an `Idempotency-Key` unheard: the answer holds a secret that must not be stored, or a refusal must count (a
 * wrong code), which the transaction around answer and key would take back.
 */
export function Unkept(): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata(UNKEPT, true), ApiExtension('x-unkept', true));
}
