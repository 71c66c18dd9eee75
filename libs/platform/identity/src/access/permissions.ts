import { type Role, roles } from '../actor';

const ENTERPRISE: readonly Role[] = ['ent_admin', 'ent_user'];
const OFFICE: readonly Role[] = ['org_admin', 'org_clerk'];
const BENCH: readonly Role[] = ['inspector', 'checker', 'signatory'];

/**
 * What may be done, and in which roles: the one table of rights. A route names its permission; which records it then
 * reaches is said by the record's policy and, for lists, by its twin in SQL.
 */
export const permissions = {
  take_part: roles,
  file_devices: ENTERPRISE,
  give_mandates: ['ent_admin'],
  ask_for_help: ENTERPRISE,
  keep_register: [...ENTERPRISE, ...OFFICE],
  order_services: [...ENTERPRISE, ...OFFICE],
  bill: [...ENTERPRISE, 'org_clerk', 'finance'],
  give_credit: ['finance'],
  offer_services: OFFICE,
  state_competence: ['org_admin'],
  see_workshop: [...OFFICE, ...BENCH],
  manage_organisation: ['ent_admin', 'org_admin'],
  manage_members: ['ent_admin', 'org_admin', 'security_admin'],
  see_members: ['ent_admin', ...OFFICE, 'security_admin'],
  unmask_people: ['ent_admin', 'org_admin', 'operator'],
  answer_join_requests: ['ent_admin', 'org_admin', 'operator'],
  review_organisations: ['operator'],
  enter_organisations: ['operator', 'system_admin'],
  keep_standards: ['operator'],
  suspend_people: ['security_admin'],
  oversee_dues: ['operator', 'regulator'],
  read_audit: ['audit_admin', 'ent_admin', 'org_admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

export const permissionNames = Object.keys(permissions) as Permission[];

/** Whether one of the roles that somebody holds carries the permission. */
export function isPermitted(held: ReadonlySet<Role>, permission: Permission): boolean {
  return permissions[permission].some((role) => held.has(role));
}
