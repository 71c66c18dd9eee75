import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Tx } from '@nqi/shared/database';
import type { Author } from '@nqi/shared/history';
import { DataSource } from 'typeorm';
import type { AmendableField } from './amendment';
import type { Bilingual } from './bilingual';
import type { ReportEnvelope } from './report-envelope';
import type { Report } from './report.entity';

/** A document that is set in type, for example the report itself and the mark to post. */
export interface TypesetPlan {
  name: string;
  /** Absolute path of the .typ file. */
  templatePath: string;
  /** Names of the written documents that travel inside this one, as attachments. */
  attaches?: readonly string[];
}

/** A document for machines; a preview has none. */
export interface WrittenPlan {
  name: string;
  extension: 'xml';
  title: Bilingual;
  /** Pure: the same envelope gives the same text. */
  write(envelope: ReportEnvelope<unknown>): string;
}

export type DocumentPlan = TypesetPlan | WrittenPlan;

/** What the public check shows; a value that is the same in both languages, such as a date, is said once. */
export interface PublicFact {
  label: Bilingual;
  value: string | Bilingual;
}

/** Something that a report must say. */
export interface ChecklistItem {
  /** JSON Pointer into the content; `*` stands for each member of a list. */
  pointer: string;
  /** What asks for it, for example `ISO/IEC 17025:2017 7.8.2.1 b`. */
  clause: string;
  name: Bilingual;
}

/** What a line brings so that its records end in a report. */
export interface ReportKind<Content = unknown> {
  /** For example `elevator_inspection_report`. */
  readonly name: string;
  readonly title: Bilingual;
  /** Letters at the head of the number. */
  readonly series: string;
  /** The first one is what `/file` answers with. */
  documents(content: Content): DocumentPlan[];
  /** What the content must say before anybody checks it; default: nothing. */
  checklist?(content: Content): readonly ChecklistItem[];
  publicFacts(content: Content): PublicFact[];
  /** What an amendment may correct; what was found is corrected by revocation and new work. */
  readonly amendable: readonly AmendableField[];
  /** The last day on which it holds, `YYYY-MM-DD`; null: it has no end. */
  validUntil(content: Content): string | null;
  /** Mandatory by law (强制检定, 特种设备): its regulator is told when it is revoked. */
  isStatutory(content: Content): boolean;
  /** Locks the subject, before the report's own row is locked. */
  lock(tx: Tx, subjectId: string): Promise<void>;
  /** The checker has checked the draft; the subject is locked. */
  checked?(tx: Tx, report: Report, by: Author): Promise<void>;
  /** The signatory has approved: the report has its number, its file is ordered; the subject is locked. */
  approved?(tx: Tx, report: Report, by: Author): Promise<void>;
  /** The report is out: the locked subject moves on. */
  issued(tx: Tx, report: Report): Promise<void>;
  /** An amendment is out in place of the locked subject's former report: who names reports by number follows. */
  amended(tx: Tx, report: Report): Promise<void>;
  /** The report is revoked: what issuing it moved is computed anew from the reports that are still in force. */
  revoked(tx: Tx, report: Report): Promise<void>;
  /** Checker or signatory sent the draft back: the locked subject is to be corrected. */
  returned(tx: Tx, report: Report, reason: string, by: Author): Promise<void>;
}

/** SQL: the report of this alias is issued and neither replaced nor revoked. */
export function inForce(alias: string): string {
  return `${alias}.issued_at IS NOT NULL AND ${alias}.superseded_at IS NULL AND ${alias}.revoked_at IS NULL`;
}

/** The kinds that the lines registered at boot. */
@Injectable()
export class ReportKinds implements OnApplicationBootstrap {
  private readonly kinds = new Map<string, ReportKind>();

  constructor(private readonly dataSource: DataSource) {}

  register(kind: ReportKind): void {
    if (this.kinds.has(kind.name)) throw new Error(`The report kind ${kind.name} is registered twice.`);
    this.kinds.set(kind.name, kind);
  }

  of({ kind: name }: Pick<Report, 'kind'>): ReportKind {
    const kind = this.kinds.get(name);
    if (!kind) throw new Error(`No line registered the report kind ${name}.`);
    return kind;
  }

  /** A report of a kind that nobody answers for could never be issued. */
  async onApplicationBootstrap(): Promise<void> {
    const used = await this.dataSource.query<{ kind: string }[]>('SELECT DISTINCT kind FROM reports');
    used.forEach((row) => this.of(row));
  }
}
