import type { Actor } from '@nqi/platform/identity';
import type { Life } from '@nqi/shared/lifecycle';
import { PaymentOrder } from './payment-order.entity';
import { canSee, partiesOf } from './payment-order.policy';
import {
  type PaymentOrderEvent,
  type PaymentOrderParty,
  type PaymentOrderState,
  paymentOrderWorkflow,
} from './payment-order.workflow';

export const paymentOrderLife: Life<Actor, PaymentOrder, PaymentOrderState, PaymentOrderEvent, PaymentOrderParty> = {
  workflow: paymentOrderWorkflow,
  entity: PaymentOrder,
  canSee,
  partiesOf,
};
