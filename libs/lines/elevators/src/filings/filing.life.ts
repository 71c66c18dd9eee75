import { Injectable } from '@nestjs/common';
import { type Actor, regulatedPrefixes } from '@nqi/platform/identity';
import { HeldMandates, type MandateScope } from '@nqi/platform/mandates';
import type { Tx } from '@nqi/shared/database';
import type { Life } from '@nqi/shared/lifecycle';
import { ELEVATOR } from '../devices/elevator-mandate.kind';
import { Filing } from './filing.entity';
import { canSee, partiesOf } from './filing.policy';
import { type FilingEvent, type FilingParty, type FilingState, filingWorkflow } from './filing.workflow';

/** What a contractor may do with a filing stands in its mandate, which is read, and held, once the filing is locked. */
@Injectable()
export class FilingLife implements Life<Actor, Filing, FilingState, FilingEvent, FilingParty> {
  readonly workflow = filingWorkflow;
  readonly entity = Filing;

  constructor(private readonly mandates: HeldMandates) {}

  readonly canSee = async (actor: Actor, filing: Filing, tx: Tx): Promise<boolean> => {
    const prefixes = regulatedPrefixes(actor);
    return canSee(actor, filing, prefixes) || canSee(actor, filing, prefixes, await this.scopes(actor, filing, tx));
  };

  readonly partiesOf = async (actor: Actor, filing: Filing, tx: Tx): Promise<Set<FilingParty>> =>
    partiesOf(actor, filing, await this.scopes(actor, filing, tx));

  private scopes(actor: Actor, filing: Filing, tx: Tx): Promise<ReadonlySet<MandateScope>> {
    return this.mandates.scopes(actor, ELEVATOR, { subjectId: filing.elevatorId, mandatorId: filing.userUnitId }, tx);
  }
}
