import type { Actor } from '@nqi/platform/identity';
import type { Life } from '@nqi/shared/lifecycle';
import { ReportDelivery } from './report-delivery.entity';
import { canSee, partiesOf } from './report-delivery.policy';
import {
  type DeliveryEvent,
  type DeliveryParty,
  type DeliveryState,
  reportDeliveryWorkflow,
} from './report-delivery.workflow';

export const deliveryLife: Life<Actor, ReportDelivery, DeliveryState, DeliveryEvent, DeliveryParty> = {
  workflow: reportDeliveryWorkflow,
  entity: ReportDelivery,
  canSee,
  partiesOf,
};
