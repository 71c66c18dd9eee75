import { type Actor, regulatedPrefixes } from '@nqi/platform/identity';
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
  canSee: (actor, instrument) => canSee(actor, instrument, regulatedPrefixes(actor)),
  partiesOf: (actor, instrument) => partiesOf(actor, instrument, regulatedPrefixes(actor)),
} satisfies Life<Actor, Instrument, InstrumentState, InstrumentEvent, InstrumentParty>;
