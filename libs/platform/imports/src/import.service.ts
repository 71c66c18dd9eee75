import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { History } from '@nqi/shared/history';
import { newId } from '@nqi/shared/ids';
import { Jobs } from '@nqi/shared/jobs';
import { formatOf, readHeader, readSheet, type SheetRow } from '@nqi/shared/sheets';
import type { UploadQuery } from './import.dto';
import { Import, sheetImport } from './import.entity';
import { type ColumnMapping, columnsOf } from './kinds/columns';
import { type ImportKind, ImportKinds } from './kinds/import-kind';
import { ImportMappingService } from './mappings/import-mapping.service';
import { SheetFiles } from './sheet-files';

/** Takes sheets in, and stops or restarts what the worker does with them. */
@Injectable()
export class ImportService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly history: History,
    private readonly jobs: Jobs,
    private readonly files: SheetFiles,
    private readonly kinds: ImportKinds,
    private readonly mappings: ImportMappingService,
  ) {}

  /**
   * Stores a sheet whose header can be read; its rows are the worker's. @returns the import's id
   * @throws DomainError of the catalogue's sheets, imports.unknown_mapping and what {@link columnsOf} throws
   */
  upload(actor: Actor, kindName: string, content: Buffer, query: UploadQuery): Promise<string> {
    const { mappingId, fileName, validateOnly } = query;
    const kind = this.kinds.of({ kind: kindName });
    return this.transactions.run(async (tx) => {
      const mapping = mappingId ? await this.mappings.columns(tx, actor, kind.name, mappingId) : null;
      await assertReadable(content, kind, mapping);
      const format = formatOf(content);
      const id = newId();
      const file = await this.files.put(id, content);
      await tx.manager.insert(Import, {
        ...{ id, kind: kind.name, organisationId: actor.organisationId, userId: actor.userId },
        ...{ apiKeyId: actor.apiKeyId ?? null, state: 'queued', queuedAt: new Date(), attempts: 0 },
        ...{ format, fileName: fileName ?? null, fileKey: file.key, fileSha256: file.sha256 },
        ...{ validateOnly: validateOnly === 'true' },
        ...{ mapping, doneRow: 0, created: 0, updated: 0, unchanged: 0, refused: 0, createdAt: this.clock.now() },
      });
      this.remember(tx, actor, id, { event: 'upload', from: null, to: 'queued' });
      this.jobs.enqueue(tx, sheetImport, id);
      return id;
    });
  }

  /**
   * No more rows are taken; those that were taken stay.
   * @throws DomainError record.not_found, imports.over
   */
  cancel(actor: Actor, id: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const one = await this.lockOwn(tx, actor, id);
      if (one.state === 'ready' || one.cancelledAt) throw new DomainError('imports.over');
      const at = this.clock.now();
      await tx.sql('UPDATE imports SET cancelled_at = $2, finished_at = $2 WHERE id = $1', [id, at]);
      this.remember(tx, actor, id, { event: 'cancel', from: one.state, to: 'cancelled' });
    });
  }

  /**
   * Goes on behind the last row that was taken.
   * @throws DomainError record.not_found, imports.not_failed, imports.file_gone
   */
  retry(actor: Actor, id: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const one = await this.lockOwn(tx, actor, id);
      if (one.fileGoneAt) throw new DomainError('imports.file_gone');
      const isPut = !one.cancelledAt && (await this.jobs.retry(tx, sheetImport, id));
      if (!isPut) throw new DomainError('imports.not_failed');
      this.remember(tx, actor, id, { event: 'retry', from: 'failed', to: 'queued' });
    });
  }

  private async lockOwn(tx: Tx, { organisationId }: Actor, id: string): Promise<Import> {
    const lock = { mode: 'for_no_key_update' } as const;
    const one = await tx.manager.findOne(Import, { where: { id, organisationId }, lock });
    if (!one) throw new DomainError('record.not_found');
    return one;
  }

  private remember(tx: Tx, by: Actor, id: string, move: { event: string; from: string | null; to: string }): void {
    this.history.record(tx, { recordType: 'import', recordId: id, ...move, by });
  }
}

/** What is wrong with the file as a whole is said at once, not by a job. */
async function assertReadable(content: Buffer, kind: ImportKind, mapping: ColumnMapping[] | null): Promise<void> {
  if (content.length === 0) throw new DomainError('sheets.no_header');
  const rows = readSheet(content);
  const header = (await rows.next()).value as SheetRow | undefined;
  await rows.return(undefined);
  columnsOf(kind.fields, readHeader(header?.cells), mapping);
}
