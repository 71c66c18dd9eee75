import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import { type Permission, permissions } from './permissions';

/** Metadata key of {@link Allow}. */
export const ALLOWED = 'access:allowed';

/** Opens a route to those who have the permission; the record's policy decides the rest. */
export function Allow(permission: Permission = 'take_part'): MethodDecorator & ClassDecorator {
  return applyDecorators(
    SetMetadata(ALLOWED, permission),
    ApiBearerAuth(),
    ApiExtension('x-permission', permission),
    ApiExtension('x-roles', permission === 'take_part' ? ['member'] : permissions[permission]),
  );
}
