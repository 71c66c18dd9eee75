import { type Actor, type Role, SEPARATE_DUTIES } from '../actor';

/** The duties among the roles; who holds two of them holds one too many. */
export function dutiesOf(roles: readonly Role[]): Role[] {
  return roles.filter((role) => SEPARATE_DUTIES.includes(role));
}

/**
 * Administrators staff their own organisation. The three duties are given and taken by the security administrator alone,
 * and by nobody to themselves: who grants rights neither runs the platform nor reads the audit.
 */
export function mayGive(actor: Actor, userId: string | null, before: readonly Role[], after: readonly Role[]): boolean {
  const [had, has] = [dutiesOf(before), dutiesOf(after)];
  const isSame = had.length === has.length && had.every((duty) => has.includes(duty));
  return isSame || (actor.roles.has('security_admin') && userId !== actor.userId);
}
