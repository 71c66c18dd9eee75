import type { Actor } from '@nqi/platform/identity';
import type { Life } from '@nqi/shared/lifecycle';
import { DataRequest } from './data-request.entity';
import { canSee, partiesOf } from './data-request.policy';
import {
  type DataRequestEvent,
  type DataRequestParty,
  type DataRequestState,
  dataRequestWorkflow,
} from './data-request.workflow';

export const dataRequestLife: Life<Actor, DataRequest, DataRequestState, DataRequestEvent, DataRequestParty> = {
  workflow: dataRequestWorkflow,
  entity: DataRequest,
  canSee,
  partiesOf,
};
