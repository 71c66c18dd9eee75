import { type Permission, permissions, type Role } from '@nqi/platform/identity';

/**
 * Who is told, as SQL over the record `r`: each row names a person and the organisation as whose member they are told.
 * Name only those who may open the record; whoever is not an active member any more is left out at reading, too.
 */
export interface Recipients {
  readonly from: string;
  readonly where: string;
  readonly user: string;
  readonly organisation: string;
}

const ACTIVE = { from: 'memberships m', user: 'm.user_id', organisation: 'm.organisation_id' };

/** The members of an organisation whose roles carry a permission. @param organisation SQL, for example `r.user_unit_id` */
export function members(organisation: string, permission: Permission): Recipients {
  const roles = permissions[permission].map((role: Role) => `'${role}'`).join(', ');
  return {
    ...ACTIVE,
    where: `m.state = 'active' AND m.organisation_id = ${organisation} AND m.roles && ARRAY[${roles}]`,
  };
}

/** The members of an organisation who hold a role. */
export function holders(organisation: string, role: Role): Recipients {
  return {
    ...ACTIVE,
    where: `m.state = 'active' AND m.organisation_id = ${organisation} AND '${role}' = ANY (m.roles)`,
  };
}

/** One person, as long as they are a member of the organisation. */
export function member(user: string, organisation: string): Recipients {
  return { ...ACTIVE, where: `m.state = 'active' AND m.user_id = ${user} AND m.organisation_id = ${organisation}` };
}

/** People of a list of ids, as members of an organisation. */
export function membersAmong(users: string, organisation: string): Recipients {
  return {
    ...ACTIVE,
    where: `m.state = 'active' AND m.user_id = ANY (${users}) AND m.organisation_id = ${organisation}`,
  };
}

/** People of a list of ids, each as the holder of a role wherever they hold it. */
export function holdersAmong(users: string, role: Role): Recipients {
  return { ...ACTIVE, where: `m.state = 'active' AND m.user_id = ANY (${users}) AND '${role}' = ANY (m.roles)` };
}

/** The regulators of a district and of the districts around it. @param district SQL, its code */
export function regulators(district: string): Recipients {
  return {
    ...ACTIVE,
    from: 'memberships m JOIN organisations o ON o.id = m.organisation_id',
    where: `m.state = 'active' AND 'regulator' = ANY (m.roles) AND 'regulator' = ANY (o.capabilities)
      AND starts_with(${district}, regexp_replace(o.district_code, '(0000|00)$', ''))`,
  };
}

/** Whoever runs the platform. */
export const OPERATORS: Recipients = { ...ACTIVE, where: `m.state = 'active' AND 'operator' = ANY (m.roles)` };

/** One person, wherever they belong: for what concerns the person alone. */
export function person(user: string): Recipients {
  return { from: 'users m', where: `m.id = ${user}`, user: 'm.id', organisation: 'NULL::uuid' };
}

/** Only of records of which the condition holds. */
export function when(condition: string, recipients: Recipients): Recipients {
  return { ...recipients, where: `${condition} AND ${recipients.where}` };
}
