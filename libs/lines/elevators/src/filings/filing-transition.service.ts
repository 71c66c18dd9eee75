import { Injectable } from '@nestjs/common';
import { type Actor, regulatedPrefix } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { type Author, type Happening, History } from '@nqi/shared/history';
import { nextState } from '@nqi/shared/workflow';
import { Filing } from './filing.entity';
import { canSee, partiesOf } from './filing.policy';
import { type FilingEvent, type FilingParty, filingWorkflow } from './filing.workflow';

type Remark = Pick<Happening, 'note' | 'details'>;

/** The one road of every event of a filing: lock, may see, may act, change, save, remember. */
@Injectable()
export class FilingTransitionService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly history: History,
  ) {}

  /** A person causes an event; `change` does what it means, in the same transaction. */
  act(
    actor: Actor,
    id: string,
    event: FilingEvent,
    change: (tx: Tx, filing: Filing) => Promise<Remark | void> | Remark | void,
  ): Promise<void> {
    return this.transactions.run(async (tx) => {
      const filing = await this.visible(tx, actor, id);
      const parties = partiesOf(actor, filing);
      nextState(filingWorkflow, filing.state, event, parties);
      const remark = await change(tx, filing);
      await this.move(tx, filing, event, { by: actor, parties, ...remark });
    });
  }

  /** The system causes an event on a filing that the caller has locked. */
  async cause(tx: Tx, filing: Filing, event: FilingEvent, remark: Remark & { by: Author }): Promise<void> {
    await this.move(tx, filing, event, { ...remark, parties: new Set(['system']) });
  }

  /** Locks a filing that the actor may see. */
  async visible(tx: Tx, actor: Actor, id: string): Promise<Filing> {
    const filing = await tx.manager.findOne(Filing, { where: { id }, lock: { mode: 'for_no_key_update' } });
    if (!filing || !canSee(actor, filing, regulatedPrefix(actor))) throw new DomainError('record.not_found');
    return filing;
  }

  /** Locks filings in id order, without reading them. */
  async lock(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.sql('SELECT id FROM elevator_filings WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE', [ids]);
  }

  private async move(
    tx: Tx,
    filing: Filing,
    event: FilingEvent,
    { by, parties, ...remark }: Remark & { by: Author; parties: ReadonlySet<FilingParty> },
  ): Promise<void> {
    const from = filing.state;
    filing.state = nextState(filingWorkflow, from, event, parties);
    filing.updatedAt = this.clock.now();
    await tx.manager.save(filing);
    const happening = { recordType: 'elevator_filing', recordId: filing.id, event, from, to: filing.state, by };
    await this.history.record(tx, { ...happening, ...remark });
  }
}
