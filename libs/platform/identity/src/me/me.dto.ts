import { ApiProperty } from '@nestjs/swagger';
import { type Permission, permissionNames } from '../access/permissions';
import type { Capability, Role } from '../actor';
import { type OrganisationState, organisationWorkflow } from '../organisations/organisation.workflow';

/** An organisation of mine with what I am there. */
export class MyOrganisation {
  id: string;
  name: string;
  /** `frozen`: I can read there, not write; `cancelled`: nothing. */
  @ApiProperty({ enum: organisationWorkflow.states }) state: OrganisationState;
  capabilities: Capability[];
  roles: Role[];
  membershipId: string;
}

/** Who I am, and where I may do what. */
export class MeResponse {
  id: string;
  name: string;
  /** The organisation this request acts for; null: I belong nowhere yet. */
  organisationId: string | null;
  /** What my roles there let me do. */
  @ApiProperty({ enum: permissionNames, isArray: true }) permissions: Permission[];
  organisations: MyOrganisation[];
}
