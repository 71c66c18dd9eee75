import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger } from '@nqi/shared/logging';
import type { PoolClient } from 'pg';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { CopyIn } from './copy-in';
import { asksToTryAgain, sqlState } from './sql-state';
import { type Trace, traceOf } from './trace';

type Effect = () => Promise<unknown>;
type Closing = (tx: Tx) => Promise<void> | void;

/** A statement that cannot have written anything. */
const READS = /^\s*SELECT\b/i;

const names = new Map<string, string>();

/**
 * Each connection parses a statement once and plans it a few times; there are as many texts as programmers wrote. Named
 * by content, so that the same text has one name wherever it is written.
 */
export function statementName(text: string): string {
  const name = names.get(text) ?? `s_${createHash('md5').update(text).digest('hex')}`;
  names.set(text, name);
  return name;
}

/** An open transaction, handed on visibly to everything that takes part in it. */
export class Tx {
  readonly effects: Effect[] = [];
  /** Answers that only the commit waits for. */
  readonly pending: Promise<unknown>[] = [];
  /** What is done while PostgreSQL commits. */
  readonly work: (() => void)[] = [];
  private readonly held: [text: string, values: readonly unknown[]][] = [];
  /** What it has done so far. */
  readonly trace: Trace;

  constructor(
    readonly manager: EntityManager,
    private readonly client: PoolClient,
  ) {
    this.trace = traceOf(manager);
  }

  /** Of a transaction that TypeORM has opened. */
  static async of(manager: EntityManager): Promise<Tx> {
    return new Tx(manager, (await manager.queryRunner?.connect()) as PoolClient);
  }

  /** Runs once the transaction is durable, and never when it is not: the place to wake a queue. */
  afterCommit(effect: Effect): void {
    this.effects.push(effect);
  }

  /** Runs once all is sent, while PostgreSQL is still at it: the time for work that needs no answer of it. */
  meanwhile(work: () => void): void {
    this.work.push(work);
  }

  /** Runs SQL and returns its rows; the only raw door, for set-based statements. */
  async sql<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    this.trace.wrote ||= !READS.test(text);
    gatherWrites(this.live);
    return (await this.live.query({ name: statementName(text), text, values: [...values] })).rows as Row[];
  }

  /** Sends what may be the last statement: the commit follows without waiting for its answer, and fails when it failed. */
  send(text: string, values: readonly unknown[]): void {
    this.pend(this.sql(text, values));
  }

  /** Holds back what nothing in this transaction reads, until answers are waited for that need not wait for it. */
  sendLater(text: string, values: readonly unknown[]): void {
    this.held.push([text, values]);
  }

  /** Sends what was held back; the end of the transaction does so, too. */
  sendHeld(): void {
    for (const [text, values] of this.held.splice(0)) this.send(text, values);
  }

  /** Sends rows in COPY's text format, as {@link send} does a statement, and at once: PostgreSQL begins while we go on. */
  sendRows(statement: string, lines: string): void {
    this.trace.wrote = true;
    this.pend(this.live.query(new CopyIn(statement, lines)).ended);
  }

  private get live(): PoolClient {
    const runner = this.manager.queryRunner;
    if (!runner || runner.isReleased) throw new Error('this transaction is over');
    return this.client;
  }

  private pend(answer: Promise<unknown>): void {
    answer.catch(() => undefined);
    this.pending.push(answer);
  }
}

const ATTEMPTS = 3;

/** in_failed_sql_transaction: what a statement is answered behind one that failed. */
const FAILED_BEFORE = '25P02';

@Injectable()
export class Transactions {
  private readonly current = new AsyncLocalStorage<Tx>();
  private readonly closings: Closing[] = [];

  constructor(
    private readonly dataSource: DataSource,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** The transaction that this request is in. */
  get open(): Tx | undefined {
    return this.current.getStore();
  }

  /** What reads inside a request use: the open transaction, so that it sees its own writes, else the pool. */
  get manager(): EntityManager {
    return this.open?.manager ?? this.dataSource.manager;
  }

  /** Has something done at the end of every transaction, inside it. */
  beforeCommit(closing: Closing): void {
    this.closings.push(closing);
  }

  /** Opens a transaction, or joins the one that this request is already in. */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.open) return work(this.open);
    const { result, effects } = await this.attempt(work, 1);
    for (const effect of effects) await this.settle(effect);
    return result;
  }

  /** Does the work and takes it back. @returns what it came to, of which nothing is left */
  async rehearse<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    let rehearsed: { result: T } | undefined;
    const takenBack = new Error('a rehearsal is taken back');
    await this.run(async (tx) => {
      const result = await work(tx);
      tx.sendHeld();
      await Promise.all(tx.pending);
      rehearsed = { result };
      throw takenBack;
    }).catch((error: unknown) => {
      if (error !== takenBack) throw error;
    });
    return (rehearsed as unknown as { result: T }).result;
  }

  private async attempt<T>(work: (tx: Tx) => Promise<T>, attempt: number): Promise<{ result: T; effects: Effect[] }> {
    try {
      return await this.once(work);
    } catch (error) {
      if (attempt >= ATTEMPTS || !asksToTryAgain(error)) throw error;
      return this.attempt(work, attempt + 1);
    }
  }

  /**
   * What TypeORM's own `transaction` does, but the first statement need not wait for the answer to START TRANSACTION, and a
   * COMMIT that PostgreSQL answers with ROLLBACK, because a statement had failed unnoticed, is an error.
   */
  private async once<T>(work: (tx: Tx) => Promise<T>): Promise<{ result: T; effects: Effect[] }> {
    // TypeORM asks this flag before it opens a transaction of its own, and only ever sets it itself.
    const runner = this.dataSource.createQueryRunner() as QueryRunner & { isTransactionActive: boolean };
    try {
      const client = (await runner.connect()) as PoolClient;
      gatherWrites(client);
      const begun = client.query('START TRANSACTION');
      begun.catch(() => undefined);
      runner.isTransactionActive = true;
      const tx = new Tx(runner.manager, client);
      try {
        const result = await this.current.run(tx, () => this.complete(tx, work));
        const committed = client.query('COMMIT');
        committed.catch(() => undefined);
        // Behind what was gathered: only then has it left.
        process.nextTick(() => tx.work.forEach((work) => work()));
        await Promise.all([begun, ...tx.pending]);
        const { command } = await committed;
        if (command !== 'COMMIT') throw new Error('a statement of this transaction had failed, so it was rolled back');
        return { result, effects: tx.effects };
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw sqlState(error) === FAILED_BEFORE ? await firstFailure(tx.pending, error) : error;
      }
    } finally {
      runner.isTransactionActive = false;
      await runner.release();
    }
  }

  private async complete<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
    const result = await work(tx);
    for (const closing of this.closings) await closing(tx);
    tx.sendHeld();
    return result;
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

/**
 * What is sent before the next answer comes in goes out in one piece: each piece wakes the other side once.
 * The driver shows its connection, but not to the types.
 */
function gatherWrites(client: PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** Which of the statements that nobody waited for has failed. */
async function firstFailure(pending: readonly Promise<unknown>[], otherwise: unknown): Promise<unknown> {
  const answers = await Promise.allSettled(pending);
  const failed = answers.find((answer) => answer.status === 'rejected');
  return failed ? failed.reason : otherwise;
}
