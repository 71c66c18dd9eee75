import { Readable } from 'node:stream';
import { Injectable, StreamableFile } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import type { Language } from '@nqi/shared/errors';
import { MEDIA_TYPES, readSheet, type SheetFormat, writeSheet } from '@nqi/shared/sheets';
import { reasonOf } from './import.dto';
import type { Import } from './import.entity';
import { ImportQueries } from './import.queries';
import type { ImportedRow } from './import-row.entity';
import { labelOf } from './kinds/import-field';
import { ImportKinds } from './kinds/import-kind';
import { SheetFiles } from './sheet-files';

const PAGE_ROWS = 2_000;

const TITLES = {
  'zh-CN': { row: '行号', outcome: '结果', reason: '原因', number: '编号', record: '记录标识' },
  en: { row: 'Row', outcome: 'Outcome', reason: 'Reason', number: 'Number', record: 'Record' },
};
const OUTCOMES = {
  'zh-CN': { created: '新增', updated: '更新', unchanged: '未变', refused: '拒绝' },
  en: { created: 'created', updated: 'updated', unchanged: 'unchanged', refused: 'refused' },
};

/** The sheets that go out: templates, and what was sent with what became of it. */
@Injectable()
export class ImportSheets {
  constructor(
    private readonly kinds: ImportKinds,
    private readonly queries: ImportQueries,
    private readonly files: SheetFiles,
  ) {}

  /** The names of the columns and one example. */
  template(kindName: string, format: SheetFormat, language: Language): StreamableFile {
    const { fields, zh, en } = this.kinds.of({ kind: kindName });
    const name = language === 'en' ? `${en} template` : `${zh}导入模板`;
    return answer(name, format, writeSheet(format, [fields.map(labelOf), fields.map(({ example }) => example)]));
  }

  /** Each row as it was sent, behind its outcome: it can be put right and sent again. */
  async result(actor: Actor, id: string, format: SheetFormat, language: Language): Promise<StreamableFile> {
    const one = await this.queries.get(actor, id);
    const name = language === 'en' ? 'Import result' : '导入结果';
    return answer(`${name} ${id.slice(-6)}`, format, writeSheet(format, this.resultRows(one, language)));
  }

  private async *resultRows(one: Import, language: Language): AsyncGenerator<string[]> {
    if (one.fileGoneAt) yield* this.outcomesAlone(one, language);
    else yield* this.sentRows(one, language);
  }

  private async *outcomesAlone({ id }: Import, language: Language): AsyncGenerator<string[]> {
    yield Object.values(TITLES[language]);
    for await (const row of this.outcomes(id)) yield said(row, language);
  }

  private async *sentRows(one: Import, language: Language): AsyncGenerator<string[]> {
    const content = await this.files.get(one);
    const outcomes = this.outcomes(one.id);
    let next = (await outcomes.next()).value as ImportedRow | undefined;
    let isHeader = true;
    for await (const { rowNo, cells } of readSheet(content)) {
      if (isHeader) yield [...Object.values(TITLES[language]), ...cells];
      else {
        const isKnown = next?.rowNo === rowNo;
        yield [...(isKnown && next ? said(next, language) : [String(rowNo), '', '', '', '']), ...cells];
        if (isKnown) next = (await outcomes.next()).value as ImportedRow | undefined;
      }
      isHeader = false;
    }
  }

  private async *outcomes(id: string): AsyncGenerator<ImportedRow> {
    let after = 0;
    for (;;) {
      const page = await this.queries.outcomesAfter(id, after, PAGE_ROWS);
      yield* page;
      const last = page.at(-1);
      if (!last) return;
      after = last.rowNo;
    }
  }
}

function said(row: ImportedRow, language: Language): string[] {
  const { rowNo, outcome, recordNumber, recordId } = row;
  return [
    String(rowNo),
    OUTCOMES[language][outcome],
    reasonOf(row, language) ?? '',
    recordNumber ?? '',
    recordId ?? '',
  ];
}

function answer(name: string, format: SheetFormat, pieces: AsyncIterable<Buffer>): StreamableFile {
  const fileName = `${name}.${format}`;
  const plain = fileName.replaceAll(/[^\w.-]/g, '_');
  return new StreamableFile(Readable.from(pieces), {
    type: format === 'csv' ? 'text/csv; charset=utf-8' : MEDIA_TYPES.xlsx,
    disposition: `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
  });
}
