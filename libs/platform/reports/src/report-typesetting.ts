import { Inject, Injectable } from '@nestjs/common';
import { User } from '@nqi/platform/identity';
import { cityDate } from '@nqi/shared/calendar';
import { CONFIG, type Config } from '@nqi/shared/config';
import { FileStore, type StoredFile } from '@nqi/shared/storage';
import { DataSource, In } from 'typeorm';
import type { Amendment } from './amendment';
import { verificationOf } from './printed-verification';
import type { ReportAttachment, ReportEnvelope, ReportImprint, ReportSeal } from './report-envelope';
import { ReportKinds, type TypesetPlan, type WrittenPlan } from './report-kind';
import type { RenderingPurpose } from './report-rendering.entity';
import type { Report } from './report.entity';
import { mediaTypeOf } from './report-file-answer';
import { type InstitutionSigner, type Signature, Signing } from './signing/signing.service';
import { Typesetters } from './typesetters';

/** A stored document; a signature only on what is set in type and issued. */
export type TypesetDocument = StoredFile & { document: string; signature?: Signature };

/** Turns a report into stored files. Runs in the worker only, which keeps a process for compiling. */
@Injectable()
export class ReportTypesetting {
  constructor(
    private readonly dataSource: DataSource,
    private readonly files: FileStore,
    private readonly kinds: ReportKinds,
    private readonly typesetter: Typesetters,
    private readonly signing: Signing,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws TypesettingError, SigningError, and whatever the file store throws */
  async typeset(report: Report, purpose: RenderingPurpose): Promise<TypesetDocument[]> {
    const signer = purpose === 'issue' ? await this.signing.signerOf(report.institutionId) : null;
    const envelope = { ...(await this.envelope(report, purpose)), seal: signer && sealOf(signer) };
    const plans = this.kinds.of(report).documents(report.content);
    // What a machine reads is taken for the truth: nothing of the kind leaves before the report is approved.
    const written = purpose === 'preview' ? [] : plans.filter((plan) => 'write' in plan);
    const texts = new Map(written.map((plan) => [plan, plan.write(envelope)]));
    // All at once: one is set while the other is stored.
    const documents = plans.flatMap((plan) => {
      if ('templatePath' in plan) return [this.set(plan, attaching(envelope, plan, texts), signer)];
      const text = texts.get(plan);
      return text === undefined ? [] : [this.keep(plan, text)];
    });
    return Promise.all(documents);
  }

  private async set(
    { name, templatePath }: TypesetPlan,
    data: ReportEnvelope<unknown>,
    signer: InstitutionSigner | null,
  ): Promise<TypesetDocument> {
    const typeset = await this.typesetter.compile({ templatePath, data });
    if (!signer) return { document: name, ...(await this.files.put(typeset.pdf, 'pdf')) };
    const { pdf, signature } = await this.signing.sign(typeset, signer);
    return { document: name, ...(await this.files.put(pdf, 'pdf')), signature };
  }

  private async keep({ name, extension }: WrittenPlan, text: string): Promise<TypesetDocument> {
    return { document: name, ...(await this.files.put(Buffer.from(text), extension)) };
  }

  private async envelope(report: Report, purpose: RenderingPurpose): Promise<Omit<ReportEnvelope<unknown>, 'seal'>> {
    const { content } = report;
    const imprint = await this.imprint(report);
    if (purpose === 'preview') {
      const blank = { verification: null, watermark: '草稿预览 DRAFT', attachments: [] };
      return { content, report: { ...imprint, number: null }, ...blank };
    }
    // The date of issue is the day of approval: the file must come out the same however often it is made.
    const issuedOn = imprint.approvedOn;
    const verification = verificationOf(report, this.config.PUBLIC_URL);
    return { content, report: { ...imprint, issuedOn }, verification, watermark: null, attachments: [] };
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
      amendment: (report.content as { amendment?: Amendment }).amendment ?? null,
    };
  }
}

function sealOf({ institution: { name, uscc }, isTest }: InstitutionSigner): ReportSeal {
  return { name, uscc, isTest };
}

/** The envelope of one document, with the written ones that travel inside it. */
function attaching(
  envelope: ReportEnvelope<unknown>,
  { attaches = [] }: TypesetPlan,
  texts: ReadonlyMap<WrittenPlan, string>,
): ReportEnvelope<unknown> {
  const attachments = [...texts].flatMap(([plan, content]): ReportAttachment[] => {
    const { name, extension, title } = plan;
    if (!attaches.includes(name)) return [];
    const fileName = `${envelope.report.number ?? name}.${extension}`;
    return [{ fileName, mediaType: mediaTypeOf(extension), description: `${title.zh} ${title.en}`, content }];
  });
  return { ...envelope, attachments };
}
