import { extname } from 'node:path';
import { Injectable } from '@nestjs/common';
import { cityDate } from '@nqi/shared/calendar';
import { Transactions } from '@nqi/shared/database';
import { DomainError, type ErrorCode, toProblem } from '@nqi/shared/errors';
import { writeSheet } from '@nqi/shared/sheets';
import { FileStore, StorageError } from '@nqi/shared/storage';
import type { ReportFile } from '../report-file.entity';
import { type PublicFact, ReportKinds } from '../report-kind';
import { ReportQueries } from '../report.queries';
import { Report } from '../report.entity';

/** A document of a report as it goes into the zip. */
export interface PackedFile {
  readonly name: string;
  readonly sha256: string;
  readonly content: Buffer;
}

/** A report that goes into the zip, or why it does not. */
export type Packed =
  { readonly report: Report; readonly files: PackedFile[] } | { readonly reportId: string; readonly code: ErrorCode };

const HEADER = [
  '编号 Number',
  '种类 Kind',
  '内容 About',
  '签发日期 Issued on',
  '状态 Status',
  'SHA-256',
  '文件 File',
  '说明 Remark',
];
/** A state that comes later is called what it is called in the platform. */
const STATUS: Readonly<Record<string, string>> = {
  ...{ issued: '有效 valid', superseded: '已被替换 superseded', revoked: '已撤销 revoked' },
};

/** What stands in a zip of reports. */
@Injectable()
export class ExportContents {
  constructor(
    private readonly transactions: Transactions,
    private readonly queries: ReportQueries,
    private readonly files: FileStore,
    private readonly kinds: ReportKinds,
  ) {}

  /** Reads a report's files; one that cannot be read keeps the report out. @param taken names in the zip; grows */
  async packed(reportId: string, isVisible: boolean, taken: Set<string>): Promise<Packed> {
    const report = isVisible ? await this.transactions.manager.findOneBy(Report, { id: reportId }) : null;
    if (!report) return { reportId, code: 'record.not_found' };
    const rendering = report.issuedAt && (await this.queries.issuing(report));
    if (rendering?.state !== 'ready') return { reportId, code: 'reports.not_issued' };
    const files: PackedFile[] = [];
    for (const file of await this.queries.filesOf(rendering.id)) {
      const content = await this.files.get(file).catch(unlessUnreadable);
      if (!content) return { reportId, code: 'reports.file_unreadable' };
      files.push({ name: unique(nameOf(report, file), taken), sha256: file.sha256, content });
    }
    return { report, files };
  }

  /** Rows of `manifest.csv`: one for each file, one for a report that is not in it. */
  rowsOf(packed: Packed): string[][] {
    if (!('report' in packed)) {
      const { detail } = toProblem(new DomainError(packed.code), 'zh-CN');
      return [[...Array<string>(6).fill(''), packed.reportId, detail]];
    }
    const { report, files } = packed;
    const kind = this.kinds.of(report);
    const about = kind.publicFacts(report.content).map(inWords).join('；');
    const issuedOn = report.approvedAt ? cityDate(report.approvedAt) : '';
    const head = [report.number ?? '', kind.title.zh, about, issuedOn, STATUS[report.state] ?? report.state];
    return files.map(({ name, sha256 }) => [...head, sha256, name, '']);
  }

  async manifest(rows: readonly string[][]): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of writeSheet('csv', [HEADER, ...rows])) pieces.push(piece);
    return Buffer.concat(pieces);
  }
}

function unlessUnreadable(error: unknown): null {
  if (error instanceof StorageError) return null;
  throw error;
}

/** `{number}-{document}.pdf`; nothing in it leads out of a folder or means something to a file system. */
function nameOf({ number, id }: Report, { document, key }: ReportFile): string {
  const speaking = `${number ?? id}-${document}`.replaceAll(/[^\p{L}\p{N}_-]/gu, '_');
  return `${speaking}${extname(key)}`;
}

/** Two institutions may give the same number. */
function unique(name: string, taken: Set<string>): string {
  const extension = extname(name);
  const stem = name.slice(0, name.length - extension.length);
  let free = name;
  for (let no = 2; taken.has(free.toLowerCase()); no += 1) free = `${stem}-${no}${extension}`;
  taken.add(free.toLowerCase());
  return free;
}

function inWords({ label, value }: PublicFact): string {
  return `${label.zh}：${typeof value === 'string' ? value : value.zh}`;
}
