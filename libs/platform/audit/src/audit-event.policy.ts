import type { Actor } from '@nqi/platform/identity';

/** Who watches over the whole platform; everybody else who may read events reads those of the own organisation. */
export function readsAll({ roles, capabilities }: Actor): boolean {
  return capabilities.has('platform') && roles.has('operator');
}
