import type {} from 'fastify';

/** Who a request acts for, as far as the kernel needs to know; the identity platform adds the rest. */
export interface Principal {
  readonly userId: string;
  readonly organisationId: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the access guard; absent on public routes. */
    actor?: Principal;
  }
}
