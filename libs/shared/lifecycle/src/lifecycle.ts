import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { hashOfRecord, insertEach, type Insertion, insertionOf, Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { type Author, History } from '@nqi/shared/history';
import { nextState } from '@nqi/shared/workflow';
import type { EntityTarget, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import type { Agent, Cause, Life, Living, Remark } from './life';

/** The one road of every event of every record: lock, may see, may act, change, save, remember. */
@Injectable()
export class Lifecycle {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly history: History,
  ) {}

  /**
   * A person causes an event; `change` does what it means, in the same transaction.
   * @throws DomainError record.not_found before workflow.not_a_party before workflow.wrong_state
   */
  act<A extends Agent, R extends Living<S>, S extends string, E extends string, P extends string>(
    life: Life<A, R, S, E, P>,
    { actor, id, event }: { actor: A; id: string; event: E },
    change: (tx: Tx, record: R) => Promise<Remark | void> | Remark | void,
  ): Promise<void> {
    return this.transactions.run(async (tx) => {
      const record = await this.visible(tx, life, actor, id);
      const parties = await life.partiesOf(actor, record, tx);
      nextState(life.workflow, record.state, event, parties);
      const remark = await change(tx, record);
      await this.move(tx, life, record, { event, by: actor, parties, ...remark });
    });
  }

  /** The system causes an event on a record that the caller has locked. */
  cause<A extends Agent, R extends Living<S>, S extends string, E extends string, P extends string>(
    tx: Tx,
    life: Life<A, R, S, E, P>,
    record: R,
    { event, ...remark }: Remark & { event: E; by: Author },
  ): Promise<void> {
    return this.move(tx, life, record, { event, ...remark, parties: new Set(['system' as P]) });
  }

  /**
   * A record comes into being by an event that starts from nothing; its state is given by the table. Rows that are born
   * `withIt` go into the same statement.
   */
  begin<A extends Agent, R extends Living<S>, S extends string, E extends string, P extends string>(
    tx: Tx,
    life: Life<A, R, S, E, P>,
    record: Omit<R, 'state' | 'updatedAt' | 'version'>,
    { event, by, parties, withIt = [], ...remark }: Cause<P> & { event: E; withIt?: readonly Insertion[] },
  ): R {
    const state = nextState(life.workflow, null, event, parties);
    const born = { ...record, state, updatedAt: this.clock.now() } as unknown as R;
    const { record: recordType } = life.workflow;
    const bornHash = hashOfRecord(tx.manager.connection.getMetadata(life.entity), born);
    const happening = { recordType, recordId: born.id, event, from: null, to: born.state, by, bornHash, ...remark };
    insertEach(tx, insertionOf(tx, life.entity, born), ...this.history.insertions(tx, happening), ...withIt);
    return born;
  }

  /** Locks a record that the actor may see. @throws DomainError record.not_found */
  async visible<A extends Agent, R extends Living<S>, S extends string>(
    tx: Tx,
    life: Pick<Life<A, R, S>, 'entity' | 'canSee'>,
    actor: A,
    id: string,
  ): Promise<R> {
    const where = { id } as FindOptionsWhere<R>;
    const record = await tx.manager.findOne(life.entity, { where, lock: { mode: 'for_no_key_update' } });
    if (!record || !(await life.canSee(actor, record, tx))) throw new DomainError('record.not_found');
    return record;
  }

  /** Locks records in id order, without reading them. */
  async lock<R extends ObjectLiteral>(
    tx: Tx,
    { entity }: { readonly entity: EntityTarget<R> },
    ids: readonly string[],
  ): Promise<void> {
    const { tableName } = tx.manager.connection.getMetadata(entity);
    await tx.sql(`SELECT id FROM ${tableName} WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE`, [ids]);
  }

  /** Moves a locked record and remembers it; who comes by another road than {@link act} has checked what `act` checks. */
  async move<A extends Agent, R extends Living<S>, S extends string, E extends string, P extends string>(
    tx: Tx,
    life: Life<A, R, S, E, P>,
    record: R,
    { event, by, parties, ...remark }: Cause<P> & { event: E },
  ): Promise<void> {
    const from = record.state;
    record.state = nextState(life.workflow, from, event, parties);
    record.updatedAt = this.clock.now();
    await tx.manager.save(life.entity, record as never);
    const { record: recordType } = life.workflow;
    const happening = { recordType, recordId: record.id, event, from, to: record.state, by, ...remark };
    this.history.record(tx, happening);
  }
}
