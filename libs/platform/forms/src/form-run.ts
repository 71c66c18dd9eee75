import { Inject, Injectable } from '@nestjs/common';
import { Typesetters, TypesettingError } from '@nqi/platform/reports';
import { passesByItself, Transactions } from '@nqi/shared/database';
import { type JobFailure, Jobs } from '@nqi/shared/jobs';
import { LOGGER, type Logger } from '@nqi/shared/logging';
import { FileStore, StorageError } from '@nqi/shared/storage';
import { DataSource } from 'typeorm';
import { Form, formSetting } from './form.entity';
import { FormKinds } from './form-kind';
import { FormSeal } from './form-seal';

/** One delivery of a form's job: claim, typeset and store, then one transaction that records the file. */
@Injectable()
export class FormRun {
  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    private readonly kinds: FormKinds,
    private readonly seals: FormSeal,
    private readonly files: FileStore,
    private readonly typesetter: Typesetters,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async of(id: string): Promise<void> {
    const attempt = await this.jobs.claim(formSetting, id);
    if (attempt === null) return;
    await this.jobs.hold(formSetting, id, attempt, () => this.attempt(id, attempt));
  }

  private async attempt(id: string, attempt: number): Promise<void> {
    try {
      await this.make(await this.dataSource.getRepository(Form).findOneByOrFail({ id }));
    } catch (error) {
      // Nothing can be written down, or others hold the rows: the sweeper gives the job out again.
      if (passesByItself(error)) throw error;
      const failure = failureOf(error);
      if (passesInTime(error) && (await this.jobs.postpone(formSetting, id, attempt, failure))) return;
      await this.jobs.fail(formSetting, id, attempt, failure);
      this.logger.error({ err: error, form: id }, 'a form could not be made');
    }
  }

  /** Of two deliveries the second one finds the job finished. */
  private async make({ id, kind, sealed }: Form): Promise<void> {
    if (sealed === null) return;
    const { templatePath } = this.kinds.of(kind);
    const { pdf } = await this.typesetter.compile({ templatePath, data: this.seals.unseal(id, sealed) });
    const { key, sha256, bytes } = await this.files.put(pdf, 'pdf');
    await this.transactions.run(async (tx) => {
      await tx.sql(
        `UPDATE forms SET sealed = NULL, file_key = $2, file_sha256 = $3, file_bytes = $4
         WHERE id = $1 AND state = 'running'`,
        [id, key, sha256, bytes],
      );
      await this.jobs.finish(tx, formSetting, id);
    });
  }
}

function passesInTime(error: unknown): boolean {
  return error instanceof StorageError || (error instanceof TypesettingError && error.passesInTime);
}

/** Typesetting, storage and PostgreSQL each say what was wrong in a code of their own. */
function failureOf(error: unknown): JobFailure {
  const { code, message } = error as { code?: string; message?: string };
  return { code: code ?? 'fault', reason: message ?? String(error) };
}
