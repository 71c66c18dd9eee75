import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { Role } from '../actor';

/** Metadata key of {@link Allow}. */
export const ALLOWED = 'access:allowed';

/** Metadata key of {@link SignedIn}. */
export const SIGNED_IN = 'access:signed-in';

/**
 * Opens a route to everybody who is signed in, whether or not they belong anywhere and whatever became of their
 * organisation: routes about the person alone. They take a `Person`, whose organisation may be null.
 */
export function SignedIn(): MethodDecorator & ClassDecorator {
  return applyDecorators(
    SetMetadata(ALLOWED, []),
    SetMetadata(SIGNED_IN, true),
    ApiBearerAuth(),
    ApiExtension('x-roles', ['signed_in']),
  );
}

/** Opens a route to members with one of these roles; without roles to every member, and the record's policy decides. */
export function Allow(...roles: readonly Role[]): MethodDecorator & ClassDecorator {
  return applyDecorators(
    SetMetadata(ALLOWED, roles),
    // A route may be narrower than its class.
    SetMetadata(SIGNED_IN, false),
    ApiBearerAuth(),
    ApiExtension('x-roles', roles.length > 0 ? roles : ['member']),
  );
}
