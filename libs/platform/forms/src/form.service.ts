import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { Jobs } from '@nqi/shared/jobs';
import type { AskForForm } from './form.dto';
import { Form, formSetting } from './form.entity';
import { FormKinds } from './form-kind';
import { FormSeal } from './form-seal';

/** Takes the facts for a form; the worker sets it. */
@Injectable()
export class FormService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly kinds: FormKinds,
    private readonly seals: FormSeal,
  ) {}

  /**
   * @returns the form's id
   * @throws DomainError forms.unknown_kind, forms.too_many, record.not_found, access.forbidden
   */
  async ask(actor: Actor, { kind: name, subjectIds, contactReason }: AskForForm): Promise<string> {
    const kind = this.kinds.of(name);
    if (subjectIds.length > kind.most) throw new DomainError('forms.too_many', { most: kind.most });
    await kind.assertReads(actor, subjectIds);
    const data = await kind.data(actor, subjectIds, contactReason);
    return this.transactions.run(async (tx) => {
      const id = newId();
      const { organisationId, userId } = actor;
      const now = this.clock.now();
      await tx.manager.insert(Form, {
        ...{ id, kind: name, subjectIds, organisationId, userId, sealed: this.seals.seal(id, data) },
        ...{ state: 'queued', queuedAt: new Date(), attempts: 0, createdAt: now },
      });
      this.jobs.enqueue(tx, formSetting, id);
      return id;
    });
  }
}
