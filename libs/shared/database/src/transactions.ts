import { AsyncLocalStorage } from 'node:async_hooks';
import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger } from '@nqi/shared/logging';
import { DataSource, type EntityManager } from 'typeorm';
import { asksToTryAgain } from './sql-state';

type Effect = () => Promise<unknown>;

/** An open transaction, handed on visibly to everything that takes part in it. */
export class Tx {
  readonly effects: Effect[] = [];

  constructor(readonly manager: EntityManager) {}

  /** Runs once the transaction is durable, and never when it is not: the place to wake a queue. */
  afterCommit(effect: Effect): void {
    this.effects.push(effect);
  }

  /** Runs SQL and returns its rows; the only raw door, for set-based statements. */
  async sql<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const runner = this.manager.queryRunner;
    if (!runner) throw new Error('this transaction is over');
    return (await runner.query(text, [...values], true)).records as Row[];
  }
}

const ATTEMPTS = 3;

@Injectable()
export class Transactions {
  private readonly current = new AsyncLocalStorage<Tx>();

  constructor(
    private readonly dataSource: DataSource,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** What reads inside a request use: the open transaction, so that it sees its own writes, else the pool. */
  get manager(): EntityManager {
    return this.current.getStore()?.manager ?? this.dataSource.manager;
  }

  /** Opens a transaction, or joins the one that this request is already in. */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const open = this.current.getStore();
    if (open) return work(open);
    const { result, effects } = await this.attempt(work, 1);
    for (const effect of effects) await this.settle(effect);
    return result;
  }

  private async attempt<T>(work: (tx: Tx) => Promise<T>, attempt: number): Promise<{ result: T; effects: Effect[] }> {
    try {
      return await this.dataSource.transaction(async (manager) => {
        const tx = new Tx(manager);
        const result = await this.current.run(tx, () => work(tx));
        return { result, effects: tx.effects };
      });
    } catch (error) {
      if (attempt >= ATTEMPTS || !asksToTryAgain(error)) throw error;
      return this.attempt(work, attempt + 1);
    }
  }

  /** The transaction is durable by now, so a failing effect is no failure of the request; sweepers make up for it. */
  private async settle(effect: Effect): Promise<void> {
    try {
      await this.current.exit(effect);
    } catch (error) {
      this.logger.warn({ err: error }, 'an effect after commit failed');
    }
  }
}
