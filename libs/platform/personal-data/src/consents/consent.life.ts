import type { Actor } from '@nqi/platform/identity';
import type { Life } from '@nqi/shared/lifecycle';
import { Consent } from './consent.entity';
import { canSee, partiesOf } from './consent.policy';
import { type ConsentEvent, type ConsentParty, type ConsentState, consentWorkflow } from './consent.workflow';

export const consentLife: Life<Actor, Consent, ConsentState, ConsentEvent, ConsentParty> = {
  workflow: consentWorkflow,
  entity: Consent,
  canSee,
  partiesOf,
};
