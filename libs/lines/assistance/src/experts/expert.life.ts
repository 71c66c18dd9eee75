import type { Actor } from '@nqi/platform/identity';
import type { Life } from '@nqi/shared/lifecycle';
import { Expert } from './expert.entity';
import { canSee, partiesOf } from './expert.policy';
import { type ExpertEvent, type ExpertParty, type ExpertState, expertWorkflow } from './expert.workflow';

export const expertLife: Life<Actor, Expert, ExpertState, ExpertEvent, ExpertParty> = {
  workflow: expertWorkflow,
  entity: Expert,
  canSee,
  partiesOf,
};
