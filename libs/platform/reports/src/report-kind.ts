import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Tx } from '@nqi/shared/database';
import type { Author } from '@nqi/shared/history';
import { DataSource } from 'typeorm';
import type { Report } from './report.entity';

/** One document of a report, for example the report itself and the mark to post. */
export interface DocumentPlan {
  name: string;
  /** Absolute path of the .typ file. */
  templatePath: string;
}

/** A text in both languages. */
export interface Bilingual {
  zh: string;
  en: string;
}

/** What the public check shows; a value that is the same in both languages, such as a date, is said once. */
export interface PublicFact {
  label: Bilingual;
  value: string | Bilingual;
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
  publicFacts(content: Content): PublicFact[];
  /** Locks the subject, before the report's own row is locked. */
  lock(tx: Tx, subjectId: string): Promise<void>;
  /** The checker has checked the draft; the subject is locked. */
  checked?(tx: Tx, report: Report, by: Author): Promise<void>;
  /** The signatory has approved: the report has its number, its file is ordered; the subject is locked. */
  approved?(tx: Tx, report: Report, by: Author): Promise<void>;
  /** The report is out: the locked subject moves on. */
  issued(tx: Tx, report: Report): Promise<void>;
  /** Checker or signatory sent the draft back: the locked subject is to be corrected. */
  returned(tx: Tx, report: Report, reason: string, by: Author): Promise<void>;
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
