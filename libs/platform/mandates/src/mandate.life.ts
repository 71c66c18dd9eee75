import type { Actor } from '@nqi/platform/identity';
import type { Life } from '@nqi/shared/lifecycle';
import { isReliedOn } from './live-mandates';
import { Mandate } from './mandate.entity';
import { canSee, partiesOf } from './mandate.policy';
import { type MandateEvent, type MandateParty, type MandateState, mandateWorkflow } from './mandate.workflow';

export const mandateLife: Life<Actor, Mandate, MandateState, MandateEvent, MandateParty> = {
  workflow: mandateWorkflow,
  entity: Mandate,
  canSee: async (actor, mandate, tx) => {
    const [found] = await tx.sql<object>(isReliedOn('$1', '$2'), [mandate.id, actor.organisationId]);
    return canSee(actor, mandate, found !== undefined);
  },
  partiesOf,
};
