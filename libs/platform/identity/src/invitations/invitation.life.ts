import type { Life } from '@nqi/shared/lifecycle';
import { Invitation } from './invitation.entity';
import { canSee, type Invitee, partiesOf } from './invitation.policy';
import {
  type InvitationEvent,
  type InvitationParty,
  type InvitationState,
  invitationWorkflow,
} from './invitation.workflow';

export const invitationLife: Life<Invitee, Invitation, InvitationState, InvitationEvent, InvitationParty> = {
  workflow: invitationWorkflow,
  entity: Invitation,
  canSee,
  partiesOf,
};
