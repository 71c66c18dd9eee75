import type { Actor } from '../actor';
import { districtPrefix } from './district-prefix';

/** The prefix of the districts that the actor supervises; null for anybody who is no regulator. */
export function regulatedPrefix(actor: Pick<Actor, 'roles' | 'capabilities' | 'districtCode'>): string | null {
  const isRegulator = actor.capabilities.has('regulator') && actor.roles.has('regulator');
  return isRegulator && actor.districtCode ? districtPrefix(actor.districtCode) : null;
}
