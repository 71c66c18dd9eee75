import type { Principal } from '@nqi/shared/http';

/** What an organisation is to the city; several at once. */
export const capabilities = ['user_unit', 'maintenance_unit', 'institution', 'regulator', 'platform'] as const;
export type Capability = (typeof capabilities)[number];

/** What a person is in an organisation; several at once. */
export const roles = [
  'ent_admin',
  'ent_user',
  'org_clerk',
  'inspector',
  'checker',
  'signatory',
  'org_admin',
  'finance',
  'regulator',
  'expert',
  'operator',
  'system_admin',
  'security_admin',
  'audit_admin',
] as const;
export type Role = (typeof roles)[number];

/** Who is signed in: on behalf of one organisation with the roles held there, or of none and without any role. */
export interface Person extends Principal {
  readonly roles: ReadonlySet<Role>;
}

/** Who acts: a person, on behalf of one organisation. */
export interface Actor extends Person {
  readonly organisationId: string;
  readonly capabilities: ReadonlySet<Capability>;
  readonly districtCode: string | null;
  /** Codes outside the district's own that were merged into it; only a regulator has some. */
  readonly formerDistrictCodes?: readonly string[];
}

/** Roles that an organisation can give to its people, by what it is. */
const ROLES_OF: Readonly<Record<Capability, readonly Role[]>> = {
  user_unit: ['ent_admin', 'ent_user', 'expert'],
  maintenance_unit: ['ent_admin', 'ent_user', 'expert'],
  institution: ['org_clerk', 'inspector', 'checker', 'signatory', 'org_admin', 'finance', 'expert'],
  regulator: ['regulator', 'org_admin'],
  platform: ['operator', 'org_admin', 'expert', 'system_admin', 'security_admin', 'audit_admin'],
};

/** The roles among `wanted` that an organisation with these capabilities cannot give. */
export function unavailableRoles(wanted: readonly Role[], held: readonly Capability[]): Role[] {
  const available = new Set(held.flatMap((capability) => ROLES_OF[capability]));
  return wanted.filter((role) => !available.has(role));
}

/** 三员分立: who runs the platform, who grants rights and who reads the audit are three people (a constraint says so). */
export const SEPARATE_DUTIES: readonly Role[] = ['system_admin', 'security_admin', 'audit_admin'];

/** Administrators give roles to others; an organisation keeps at least one. */
export const ADMIN_ROLES: readonly Role[] = ['ent_admin', 'org_admin'];

/** Whether a person administers this organisation and acts for it now. */
export function administers(person: Person, organisationId: string): boolean {
  return person.organisationId === organisationId && ADMIN_ROLES.some((role) => person.roles.has(role));
}
