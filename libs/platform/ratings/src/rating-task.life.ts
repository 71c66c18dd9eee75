import type { Actor } from '@nqi/platform/identity';
import type { Life } from '@nqi/shared/lifecycle';
import { RatingTask } from './rating-task.entity';
import { canSee, partiesOf } from './rating-task.policy';
import {
  type RatingTaskEvent,
  type RatingTaskParty,
  type RatingTaskState,
  ratingTaskWorkflow,
} from './rating-task.workflow';

export const ratingTaskLife: Life<Actor, RatingTask, RatingTaskState, RatingTaskEvent, RatingTaskParty> = {
  workflow: ratingTaskWorkflow,
  entity: RatingTask,
  canSee,
  partiesOf,
};
