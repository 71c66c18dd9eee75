import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import { passesByItself, sqlState, Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { LOGGER, type Logger } from '@nqi/shared/logging';
import type { SheetRow } from '@nqi/shared/sheets';
import type { Import } from './import.entity';
import { remember, withoutRecord } from './import-outcomes';
import { ImportKinds } from './kinds/import-kind';
import { type CheckedChunk, type Chunk, ImportRows } from './import-rows';

/** unique_violation */
const REPEATED = '23505';

/** Takes rows: records, outcomes and how far the import is are one transaction, so that a crash leaves all or nothing. */
@Injectable()
export class ImportChunks {
  constructor(
    private readonly transactions: Transactions,
    private readonly rows: ImportRows,
    private readonly kinds: ImportKinds,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @returns false when the import is cancelled, or in other hands */
  begin(id: string, attempt: number, total: number): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const isOurs = await this.hold(tx, id, attempt);
      if (isOurs) await tx.sql('UPDATE imports SET total = $2 WHERE id = $1', [id, total]);
      return isOurs;
    });
  }

  /**
   * A row that the database refuses, which every check let through, is found by halving and refused alone; what somebody
   * else entered since it was looked for is met the second time.
   * @returns false when the import is cancelled, or in other hands: then nothing was taken
   */
  async take(one: Import, attempt: number, chunk: Chunk): Promise<boolean> {
    try {
      const { takenBack } = chunk;
      if (takenBack) return await this.check(one, attempt, { ...chunk, takenBack });
      return await this.transactions.run(async (tx) => {
        // How far the import is goes with its rows.
        if (this.kinds.of(one).isQuiet) tx.send('SET LOCAL synchronous_commit = off', []);
        if (!(await this.hold(tx, one.id, attempt))) return false;
        tx.meanwhile(chunk.readAhead);
        await remember(tx, one.id, await this.rows.outcomesOf(tx, one, chunk), lastOf(chunk));
        return true;
      });
    } catch (error) {
      if (passesByItself(error) || error instanceof DomainError) throw error;
      if (sqlState(error) === REPEATED && !chunk.isAgain) return this.take(one, attempt, { ...chunk, isAgain: true });
      return this.takeApart(one, attempt, chunk, error);
    }
  }

  private async takeApart(one: Import, attempt: number, whole: Chunk, cause: unknown): Promise<boolean> {
    const chunk = { ...whole, isAgain: false };
    const { rows } = chunk;
    if (rows.length === 1) return this.refuse(one, attempt, rows[0], cause);
    const half = Math.ceil(rows.length / 2);
    const isOurs = await this.take(one, attempt, { ...chunk, rows: rows.slice(0, half) });
    return isOurs && this.take(one, attempt, { ...chunk, rows: rows.slice(half) });
  }

  /** Takes the rows and takes them back; what they would have come to is remembered without the records. */
  private async check(one: Import, attempt: number, chunk: CheckedChunk): Promise<boolean> {
    const outcomes = await this.rows.rehearsed(one, chunk);
    // Of a check that was ended in between, the outcomes that are known stay.
    const fresh = outcomes.filter(({ rowNo }) => rowNo > one.doneRow);
    const isOurs = await this.transactions.run(async (tx) => {
      if (!(await this.hold(tx, one.id, attempt))) return false;
      if (fresh.length > 0) await remember(tx, one.id, fresh.map(withoutRecord), lastOf(chunk));
      return true;
    });
    if (isOurs) chunk.takenBack.remember(outcomes);
    return isOurs;
  }

  private refuse(one: Import, attempt: number, { rowNo }: SheetRow, cause: unknown): Promise<boolean> {
    this.logger.error({ err: cause, import: one.id, rowNo }, 'a row was refused by the database');
    return this.transactions.run(async (tx) => {
      if (!(await this.hold(tx, one.id, attempt))) return false;
      if (rowNo > one.doneRow)
        await remember(tx, one.id, [{ rowNo, outcome: 'refused', error: new DomainError('imports.fault') }], rowNo);
      return true;
    });
  }

  /** Locks the import, keeps it for another while, and looks whether anybody has cancelled it or taken it over. */
  private async hold(tx: Tx, id: string, attempt: number): Promise<boolean> {
    const held = await tx.sql<{ cancelled: boolean }>(
      `UPDATE imports SET lease_until = now() + make_interval(secs => $3)
       WHERE id = $1 AND state = 'running' AND attempts = $2 RETURNING cancelled_at IS NOT NULL AS cancelled`,
      [id, attempt, this.config.JOB_LOCK_MS / 1000],
    );
    if (held[0]?.cancelled) await tx.sql(`UPDATE imports SET state = 'ready', lease_until = NULL WHERE id = $1`, [id]);
    return held[0]?.cancelled === false;
  }
}

function lastOf({ rows }: Chunk): number {
  return rows.at(-1)?.rowNo ?? 0;
}
