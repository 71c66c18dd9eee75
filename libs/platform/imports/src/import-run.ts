import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { passesByItself, Transactions } from '@nqi/shared/database';
import { DomainError, toProblem } from '@nqi/shared/errors';
import { type JobFailure, Jobs } from '@nqi/shared/jobs';
import { LOGGER, type Logger } from '@nqi/shared/logging';
import { readHeader, readSheet, type SheetRow } from '@nqi/shared/sheets';
import { DataSource } from 'typeorm';
import { ImportChunks } from './import-chunks';
import type { Chunk } from './import-rows';
import { Import, sheetImport } from './import.entity';
import { columnsOf } from './kinds/columns';
import { ImportKinds } from './kinds/import-kind';
import { RowReader } from './kinds/row-reader';
import { readAhead } from './read-ahead';
import { SheetFiles } from './sheet-files';
import { TakenBack } from './taken-back';

/** Rows of one transaction: enough to be fast, few enough that nobody waits long for a record. */
const CHUNK_ROWS = 1_000;

/** Up to so many rows are kept between counting and taking; larger sheets are read twice. */
const KEPT_ROWS = 50_000;

/** One delivery of an import: claim, count, then chunk by chunk behind the last row that was taken. */
@Injectable()
export class ImportRun {
  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly files: SheetFiles,
    private readonly kinds: ImportKinds,
    private readonly chunks: ImportChunks,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async of(id: string): Promise<void> {
    const attempt = await this.jobs.claim(sheetImport, id);
    if (attempt === null) return;
    try {
      const one = await this.dataSource.getRepository(Import).findOneByOrFail({ id });
      await this.take(one, attempt);
    } catch (error) {
      // Nothing can be written down, or others hold the rows: the sweeper gives the job out again.
      if (passesByItself(error)) throw error;
      await this.jobs.fail(sheetImport, id, attempt, failureOf(error));
      if (!(error instanceof DomainError)) this.logger.error({ err: error, import: id }, 'a sheet could not be taken');
    }
  }

  private async take(one: Import, attempt: number): Promise<void> {
    const content = await this.files.get(one);
    // All are counted before the first is taken: a sheet with too many rows leaves nothing behind.
    const { count, rows } = await countRows(content);
    if (!(await this.chunks.begin(one.id, attempt, count))) return;
    const sheet = (): AsyncIterable<SheetRow> | Iterable<SheetRow> => rows ?? readSheet(content);
    const takenBack = one.validateOnly ? new TakenBack(sheet) : undefined;
    for await (const [chunk, ahead] of readAhead(this.chunksOf(one, sheet()))) {
      if (!(await this.chunks.take(one, attempt, { ...chunk, takenBack, readAhead: ahead }))) return;
    }
    await this.transactions.run(async (tx) => {
      if (!(await this.jobs.finish(tx, sheetImport, one.id))) return;
      await tx.sql('UPDATE imports SET finished_at = coalesce(finished_at, $2) WHERE id = $1', [
        one.id,
        this.clock.now(),
      ]);
    });
  }

  private async *chunksOf(
    one: Import,
    rows: AsyncIterable<SheetRow> | Iterable<SheetRow>,
  ): AsyncGenerator<Pick<Chunk, 'rows' | 'reader'>, void> {
    const { fields } = this.kinds.of(one);
    let reader: RowReader | undefined;
    let gathered: SheetRow[] = [];
    for await (const row of rows) {
      if (!reader) reader = new RowReader(columnsOf(fields, readHeader(row.cells), one.mapping));
      // What was checked before must be checked anew, to know what later rows would meet.
      else if (one.validateOnly || row.rowNo > one.doneRow) {
        // Now, while PostgreSQL is at the chunk before.
        reader.read(row);
        gathered.push(row);
      }
      if (gathered.length < CHUNK_ROWS) continue;
      yield { rows: gathered, reader };
      gathered = [];
    }
    if (gathered.length > 0 && reader) yield { rows: gathered, reader };
  }
}

/** Rows below the header; a small sheet is read only once. */
async function countRows(content: Buffer): Promise<{ count: number; rows: SheetRow[] | null }> {
  let count = -1;
  let rows: SheetRow[] | null = [];
  for await (const row of readSheet(content)) {
    count += 1;
    if (count > KEPT_ROWS) rows = null;
    rows?.push(row);
  }
  return { count, rows };
}

function failureOf(error: unknown): JobFailure {
  if (error instanceof DomainError) return { code: error.code, reason: toProblem(error, 'zh-CN').detail };
  const { code, message } = error as { code?: string; message?: string };
  return { code: code ?? 'fault', reason: message ?? String(error) };
}
