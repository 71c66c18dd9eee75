import type { Actor } from '@nqi/platform/identity';

/** Who watches over the whole platform; everybody else who may read events reads those of the own organisation. */
export function readsAll({ roles }: Actor): boolean {
  return roles.has('audit_admin');
}
