import { ApiProperty } from '@nestjs/swagger';
import { type Permission, permissionNames } from '../access/permissions';
import type { Capability, Role } from '../actor';

/** An organisation of mine with what I am there. */
export class MyOrganisation {
  id: string;
  name: string;
  capabilities: Capability[];
  roles: Role[];
}

/** Who I am, and where I may do what. */
export class MeResponse {
  id: string;
  name: string;
  /** The organisation this request acts for. */
  organisationId: string;
  /** What my roles there let me do. */
  @ApiProperty({ enum: permissionNames, isArray: true }) permissions: Permission[];
  organisations: MyOrganisation[];
}
