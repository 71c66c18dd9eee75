import { type Actor, regulatedPrefixes } from '@nqi/platform/identity';
import type { Life } from '@nqi/shared/lifecycle';
import { Filing } from './filing.entity';
import { canSee, partiesOf } from './filing.policy';
import { type FilingEvent, type FilingParty, type FilingState, filingWorkflow } from './filing.workflow';

export const filingLife: Life<Actor, Filing, FilingState, FilingEvent, FilingParty> = {
  workflow: filingWorkflow,
  entity: Filing,
  canSee: (actor, filing) => canSee(actor, filing, regulatedPrefixes(actor)),
  partiesOf,
};
