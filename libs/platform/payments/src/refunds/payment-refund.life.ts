import type { Actor } from '@nqi/platform/identity';
import type { Life } from '@nqi/shared/lifecycle';
import { canSee } from '../payment-order.policy';
import { PaymentRefund } from './payment-refund.entity';
import { partiesOf } from './payment-refund.policy';
import {
  type PaymentRefundEvent,
  type PaymentRefundParty,
  type PaymentRefundState,
  paymentRefundWorkflow,
} from './payment-refund.workflow';

export const paymentRefundLife: Life<Actor, PaymentRefund, PaymentRefundState, PaymentRefundEvent, PaymentRefundParty> =
  {
    workflow: paymentRefundWorkflow,
    entity: PaymentRefund,
    canSee,
    partiesOf,
  };
