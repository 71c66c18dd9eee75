import type { Life } from '@nqi/shared/lifecycle';
import type { Person } from '../actor';
import { Organisation } from './organisation.entity';
import { canSee, partiesOf } from './organisation.policy';
import {
  type OrganisationEvent,
  type OrganisationParty,
  type OrganisationState,
  organisationWorkflow,
} from './organisation.workflow';

export const organisationLife: Life<Person, Organisation, OrganisationState, OrganisationEvent, OrganisationParty> = {
  workflow: organisationWorkflow,
  entity: Organisation,
  canSee,
  partiesOf,
};
