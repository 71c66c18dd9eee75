import type { Life } from '@nqi/shared/lifecycle';
import type { Person } from '../actor';
import { JoinRequest } from './join-request.entity';
import { canSee, partiesOf } from './join-request.policy';
import {
  type JoinRequestEvent,
  type JoinRequestParty,
  type JoinRequestState,
  joinRequestWorkflow,
} from './join-request.workflow';

export const joinRequestLife: Life<Person, JoinRequest, JoinRequestState, JoinRequestEvent, JoinRequestParty> = {
  workflow: joinRequestWorkflow,
  entity: JoinRequest,
  canSee,
  partiesOf,
};
