import type { Life } from '@nqi/shared/lifecycle';
import type { Person } from '../actor';
import { Membership } from './membership.entity';
import { canSee, partiesOf } from './membership.policy';
import {
  type MembershipEvent,
  type MembershipParty,
  type MembershipState,
  membershipWorkflow,
} from './membership.workflow';

export const membershipLife: Life<Person, Membership, MembershipState, MembershipEvent, MembershipParty> = {
  workflow: membershipWorkflow,
  entity: Membership,
  canSee,
  partiesOf,
};
