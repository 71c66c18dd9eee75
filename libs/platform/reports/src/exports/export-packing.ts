import { Injectable } from '@nestjs/common';
import { LateActors } from '@nqi/platform/identity';
import { FileStore, type StoredFile } from '@nqi/shared/storage';
import { ExportContents, type Packed } from './export-contents';
import type { ExportHolding } from './export-holding';
import type { ExportOutcome } from './report-export-item.entity';
import type { ReportExport } from './report-export.entity';
import { ReportExportQueries } from './report-export.queries';
import { ReportSelection } from './report-selection';
import { ZipStream } from './zip-stream';

/** What became of one report, by its place. */
export interface ItemOutcome {
  readonly position: number;
  readonly outcome: ExportOutcome;
  readonly code: string | null;
  readonly files: string[];
}

/** What is put into one zip. */
interface Order {
  readonly one: ReportExport;
  readonly ids: readonly string[];
  readonly visible: ReadonlySet<string>;
  readonly holding: ExportHolding;
}

/** Packs reports into a zip that is stored while it is written. */
@Injectable()
export class ExportPacking {
  constructor(
    private readonly actors: LateActors,
    private readonly queries: ReportExportQueries,
    private readonly selection: ReportSelection,
    private readonly contents: ExportContents,
    private readonly files: FileStore,
  ) {}

  /** @throws DomainError of who may act no more, StorageError */
  async pack(one: ReportExport, holding: ExportHolding): Promise<{ file: StoredFile; outcomes: ItemOutcome[] }> {
    const actor = await this.actors.of(one);
    const ids = await this.queries.reportIds(one.id);
    // The rights of this moment, not of the order.
    const visible = await this.selection.visible(actor, ids);
    const zip = new ZipStream();
    const stored = this.files.putStream(zip.output, 'zip', 'exports');
    const outcomes = await zip.whileStored(stored, () => this.fill(zip, { one, ids, visible, holding }));
    return { file: await stored, outcomes };
  }

  private async fill(zip: ZipStream, { one, ids, visible, holding }: Order): Promise<ItemOutcome[]> {
    const [taken, outcomes, rows] = [new Set(['manifest.csv']), [] as ItemOutcome[], [] as string[][]];
    for (const [position, reportId] of ids.entries()) {
      holding.assert();
      const packed = await this.contents.packed(reportId, visible.has(reportId), taken);
      if ('report' in packed) await addAll(zip, packed);
      rows.push(...this.contents.rowsOf(packed));
      outcomes.push(outcomeOf(packed, position));
      holding.done = position + 1;
    }
    await zip.add('manifest.csv', await this.contents.manifest(rows), { mtime: one.createdAt, stored: false });
    // No other export has this zip: it can go when this one's time is over.
    zip.end(one.id);
    return outcomes;
  }
}

async function addAll(zip: ZipStream, { report, files }: Extract<Packed, { report: unknown }>): Promise<void> {
  const mtime = report.issuedAt ?? report.updatedAt;
  for (const { name, content } of files) await zip.add(name, content, { mtime, stored: name.endsWith('.pdf') });
}

function outcomeOf(packed: Packed, position: number): ItemOutcome {
  if (!('report' in packed)) return { position, outcome: 'refused', code: packed.code, files: [] };
  return { position, outcome: 'included', code: null, files: packed.files.map(({ name }) => name) };
}
