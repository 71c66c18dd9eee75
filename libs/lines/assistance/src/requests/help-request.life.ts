import { type Actor, regulatedPrefixes } from '@nqi/platform/identity';
import type { Life } from '@nqi/shared/lifecycle';
import { HelpRequest } from './help-request.entity';
import { partiesOf } from './help-request.policy';
import {
  type HelpRequestEvent,
  type HelpRequestParty,
  type HelpRequestState,
  helpRequestWorkflow,
} from './help-request.workflow';
import { canSee } from './visibility.policy';

export const helpRequestLife: Life<Actor, HelpRequest, HelpRequestState, HelpRequestEvent, HelpRequestParty> = {
  workflow: helpRequestWorkflow,
  entity: HelpRequest,
  canSee: (actor, request) => canSee(actor, request, regulatedPrefixes(actor)),
  partiesOf,
};
