import { type Actor, regulatedPrefixes } from '@nqi/platform/identity';
import type { Life } from '@nqi/shared/lifecycle';
import { MetrologyOrder } from './order.entity';
import { canSee, partiesOf } from './order.policy';
import { type OrderEvent, type OrderParty, type OrderState, orderWorkflow } from './order.workflow';

export const orderLife: Life<Actor, MetrologyOrder, OrderState, OrderEvent, OrderParty> = {
  workflow: orderWorkflow,
  entity: MetrologyOrder,
  canSee: (actor, order) => canSee(actor, order, regulatedPrefixes(actor)),
  partiesOf,
};
