import { type Actor, regulatedPrefix } from '@nqi/platform/identity';
import type { Life } from '@nqi/shared/lifecycle';
import { Instrument } from './instrument.entity';
import { canSee, partiesOf } from './instrument.policy';
import {
  type InstrumentEvent,
  type InstrumentParty,
  type InstrumentState,
  instrumentWorkflow,
} from './instrument.workflow';

export const instrumentLife = {
  workflow: instrumentWorkflow,
  entity: Instrument,
  canSee: (actor, instrument) => canSee(actor, instrument, regulatedPrefix(actor)),
  partiesOf: (actor, instrument) => partiesOf(actor, instrument, regulatedPrefix(actor)),
} satisfies Life<Actor, Instrument, InstrumentState, InstrumentEvent, InstrumentParty>;
