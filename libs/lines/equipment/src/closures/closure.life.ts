import type { Actor } from '@nqi/platform/identity';
import type { Life } from '@nqi/shared/lifecycle';
import { EquipmentClosure } from './closure.entity';
import { canSee, partiesOf } from './closure.policy';
import { type ClosureEvent, type ClosureParty, type ClosureState, closureWorkflow } from './closure.workflow';

export const closureLife: Life<Actor, EquipmentClosure, ClosureState, ClosureEvent, ClosureParty> = {
  workflow: closureWorkflow,
  entity: EquipmentClosure,
  canSee,
  partiesOf,
};
