import type { Life } from '@nqi/shared/lifecycle';
import type { Actor } from '../actor';
import { User } from './user.entity';
import { canSee, partiesOf } from './user.policy';
import { type UserEvent, type UserParty, type UserState, userWorkflow } from './user.workflow';

export const userLife: Life<Actor, User, UserState, UserEvent, UserParty> = {
  workflow: userWorkflow,
  entity: User,
  canSee,
  partiesOf,
};
