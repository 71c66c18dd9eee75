import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { Role } from '../actor';

/** Metadata key of {@link Allow}. */
export const ALLOWED = 'access:allowed';

/** Opens a route to members with one of these roles; without roles to every member, and the record's policy decides. */
export function Allow(...roles: readonly Role[]): MethodDecorator & ClassDecorator {
  return applyDecorators(
    SetMetadata(ALLOWED, roles),
    ApiBearerAuth(),
    ApiExtension('x-roles', roles.length > 0 ? roles : ['member']),
  );
}
