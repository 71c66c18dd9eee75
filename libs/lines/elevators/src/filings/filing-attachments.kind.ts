import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type AttachmentKind, AttachmentKinds } from '@nqi/platform/attachments';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { ELEVATOR_FILING } from '../fees/filing-fee.kind';
import { DocumentRulesService } from '../rules/document-rules.service';
import { FilingLife } from './filing.life';
import { FilingQueries, scopesOf } from './filing.queries';
import type { FilingParty, FilingState } from './filing.workflow';

/** Until the day of the inspection is agreed on; afterwards the papers are those on which it was done. */
const OPEN: readonly FilingState[] = ['draft', 'submitted', 'supplement_required', 'accepted', 'fee_assessed', 'paid'];
const ATTACHING: readonly FilingParty[] = ['use_unit', 'maintenance_unit', 'institution_clerk'];

/** The papers of a filing: for the organisations that deal with it, not for all who oversee it. */
@Injectable()
export class FilingAttachmentsKind implements AttachmentKind, OnModuleInit {
  readonly subjectType = ELEVATOR_FILING;
  readonly most = 20;

  constructor(
    private readonly kinds: AttachmentKinds,
    private readonly queries: FilingQueries,
    private readonly lifecycle: Lifecycle,
    private readonly life: FilingLife,
    private readonly rules: DocumentRulesService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  documents(): Promise<string[]> {
    return this.rules.takenOn(this.clock.today());
  }

  async assertReads(actor: Actor, id: string): Promise<void> {
    const filing = await this.queries.whole(actor, id);
    const { userUnitId, filedByOrganisationId, institutionId } = filing;
    const isDealing = [userUnitId, filedByOrganisationId, institutionId].includes(actor.organisationId);
    if (!isDealing && scopesOf(filing).size === 0) throw new DomainError('record.not_found');
  }

  async assertAttaches(tx: Tx, actor: Actor, id: string): Promise<void> {
    const filing = await this.lifecycle.visible(tx, this.life, actor, id);
    const parties = await this.life.partiesOf(actor, filing, tx);
    if (!ATTACHING.some((party) => parties.has(party))) throw new DomainError('access.forbidden');
    if (!OPEN.includes(filing.state)) throw new DomainError('attachments.closed', { state: filing.state });
  }
}
