import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import { type Permission, permissions } from './permissions';

/** Metadata key of {@link Allow}. */
export const ALLOWED = 'access:allowed';

/** What {@link SignedIn} asks for instead of a permission. */
export const SIGNED_IN = 'signed_in';

/** Opens a route to those who have the permission; the record's policy decides the rest. */
export function Allow(permission: Permission = 'take_part'): MethodDecorator & ClassDecorator {
  return applyDecorators(
    SetMetadata(ALLOWED, permission),
    ApiBearerAuth(),
    ApiExtension('x-permission', permission),
    ApiExtension('x-roles', permission === 'take_part' ? ['member'] : permissions[permission]),
  );
}

/**
 * Opens a route to everybody who is signed in, whether or not they belong anywhere and whatever became of their
 * organisation: routes about the person alone. They take a `Person`, whose organisation may be null.
 */
export function SignedIn(): MethodDecorator & ClassDecorator {
  return applyDecorators(
    SetMetadata(ALLOWED, SIGNED_IN),
    ApiBearerAuth(),
    ApiExtension('x-permission', SIGNED_IN),
    ApiExtension('x-roles', [SIGNED_IN]),
  );
}
