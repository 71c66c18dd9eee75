import { type Actor, regulatedPrefixes } from '@nqi/platform/identity';
import type { Life } from '@nqi/shared/lifecycle';
import { MetrologyItem } from './item.entity';
import { canSee, partiesOf } from './item.policy';
import { type ItemEvent, type ItemParty, type ItemState, itemWorkflow } from './item.workflow';

export const itemLife: Life<Actor, MetrologyItem, ItemState, ItemEvent, ItemParty> = {
  workflow: itemWorkflow,
  entity: MetrologyItem,
  canSee: (actor, item) => canSee(actor, item, regulatedPrefixes(actor)),
  partiesOf,
};
