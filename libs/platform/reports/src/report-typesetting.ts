import { Inject, Injectable } from '@nestjs/common';
import { User } from '@nqi/platform/identity';
import { cityDate } from '@nqi/shared/calendar';
import { CONFIG, type Config } from '@nqi/shared/config';
import { FileStore, type StoredFile } from '@nqi/shared/storage';
import { DataSource, In } from 'typeorm';
import { renderSVG } from 'uqr';
import type { ReportEnvelope, ReportImprint } from './report-envelope';
import { type DocumentPlan, ReportKinds } from './report-kind';
import type { RenderingPurpose } from './report-rendering.entity';
import type { Report } from './report.entity';
import { Typesetter } from './typesetter';

export type TypesetDocument = StoredFile & { document: string };

/** Turns a report into stored files. Runs in the worker only: compiling holds the event loop for tens of milliseconds. */
@Injectable()
export class ReportTypesetting {
  private readonly typesetter = new Typesetter();

  constructor(
    private readonly dataSource: DataSource,
    private readonly files: FileStore,
    private readonly kinds: ReportKinds,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws TypesettingError, and whatever the file store throws */
  async typeset(report: Report, purpose: RenderingPurpose): Promise<TypesetDocument[]> {
    const data = await this.envelope(report, purpose);
    const documents: TypesetDocument[] = [];
    for (const plan of this.kinds.of(report).documents(report.content)) documents.push(await this.make(plan, data));
    return documents;
  }

  private async make({ name, templatePath }: DocumentPlan, data: ReportEnvelope<unknown>): Promise<TypesetDocument> {
    const pdf = await this.typesetter.compile({ templatePath, data });
    return { document: name, ...(await this.files.put(pdf, 'pdf')) };
  }

  private async envelope(report: Report, purpose: RenderingPurpose): Promise<ReportEnvelope<unknown>> {
    const { content } = report;
    const imprint = await this.imprint(report);
    if (purpose === 'preview') {
      return { content, report: { ...imprint, number: null }, verification: null, watermark: '草稿预览 DRAFT' };
    }
    // The date of issue is the day of approval: the file must come out the same however often it is made.
    const issuedOn = imprint.approvedOn;
    return { content, report: { ...imprint, issuedOn }, verification: this.verification(report), watermark: null };
  }

  private async imprint(report: Report): Promise<ReportImprint> {
    const { number, authorId, checkerId, approverId, preparedAt, checkedAt, approvedAt } = report;
    const ids = [authorId, checkerId, approverId].filter((id) => id !== null);
    const users = await this.dataSource.getRepository(User).findBy({ id: In(ids) });
    const nameOf = (id: string | null): string | null => users.find((user) => user.id === id)?.name ?? null;
    return {
      number,
      preparedBy: nameOf(authorId) ?? '',
      preparedOn: cityDate(preparedAt),
      checkedBy: nameOf(checkerId),
      checkedOn: checkedAt && cityDate(checkedAt),
      approvedBy: nameOf(approverId),
      approvedOn: approvedAt && cityDate(approvedAt),
      issuedOn: null,
    };
  }

  private verification({ token }: Report): { url: string; qrSvg: string } {
    const url = new URL(`/v/${token}`, this.config.PUBLIC_URL).href;
    return { url, qrSvg: renderSVG(url, { border: 0, ecc: 'M' }) };
  }
}
