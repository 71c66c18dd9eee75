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
  organisations: MyOrganisation[];
}
