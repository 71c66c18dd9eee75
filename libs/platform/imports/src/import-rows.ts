import { Injectable } from '@nestjs/common';
import { isPermitted, LateActors } from '@nqi/platform/identity';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import type { SheetRow } from '@nqi/shared/sheets';
import type { Import } from './import.entity';
import { earlierRows } from './import-outcomes';
import { ImportKinds, type ImportRow, type RowOutcome } from './kinds/import-kind';
import type { RowReader } from './kinds/row-reader';
import type { TakenBack } from './taken-back';

/** Rows that are taken together, and how they are read. */
export interface Chunk {
  readonly rows: readonly SheetRow[];
  readonly reader: RowReader;
  /** Reads the next rows, which needs nothing of what these come to. */
  readonly readAhead: () => void;
  /** Taken the second time, because somebody had entered the same record since it was looked for. */
  readonly isAgain?: boolean;
  /** Of a sheet that is only checked. */
  readonly takenBack?: TakenBack;
}

/** A chunk of a sheet that is only checked. */
export type CheckedChunk = Chunk & { readonly takenBack: TakenBack };

/** Reads rows and hands them to their kind, with the rights that whoever uploaded them has now. */
@Injectable()
export class ImportRows {
  constructor(
    private readonly transactions: Transactions,
    private readonly kinds: ImportKinds,
    private readonly actors: LateActors,
  ) {}

  /** As the rows would be taken behind those of earlier chunks; where they would meet none of these, alone. */
  async rehearsed(one: Import, chunk: CheckedChunk): Promise<RowOutcome[]> {
    const alone = await this.transactions.rehearse((tx) => this.outcomesOf(tx, one, chunk));
    const met = await chunk.takenBack.metBy(alone);
    if (met.length === 0) return alone;
    return this.transactions.rehearse(async (tx) => {
      const before = await this.outcomesOf(tx, one, { ...chunk, rows: met });
      return this.outcomesOf(tx, one, chunk, before);
    });
  }

  /** @param before what earlier rows have come to that are not remembered */
  async outcomesOf(
    tx: Tx,
    one: Import,
    { rows, reader }: Chunk,
    before: readonly RowOutcome[] = [],
  ): Promise<RowOutcome[]> {
    const kind = this.kinds.of(one);
    const actor = await this.actors.of(one);
    if (!isPermitted(actor.roles, kind.permission)) throw new DomainError('access.forbidden');
    const read = rows.map((row) => reader.read(row));
    const unread = read.flatMap((row) => ('error' in row ? [{ ...row, outcome: 'refused' as const }] : []));
    const good = read.filter((row): row is ImportRow => !('error' in row));
    const first = rows[0]?.rowNo ?? 0;
    const earlier = async (ids: readonly string[]): Promise<Map<string, number>> => {
      return new Map([...rowsOf(before, ids), ...(await earlierRows(tx, one.id, { ids, first }))]);
    };
    const taken = good.length > 0 ? await kind.takeRows(tx, good, { importId: one.id, actor, earlier }) : [];
    return [...unread, ...taken];
  }
}

function rowsOf(outcomes: readonly RowOutcome[], ids: readonly string[]): [string, number][] {
  const wanted = new Set(ids);
  return outcomes.flatMap((one) => ('recordId' in one && wanted.has(one.recordId) ? [[one.recordId, one.rowNo]] : []));
}
