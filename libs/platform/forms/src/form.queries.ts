import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Form } from './form.entity';
import { FormKinds } from './form-kind';

@Injectable()
export class FormQueries {
  constructor(
    private readonly transactions: Transactions,
    private readonly kinds: FormKinds,
  ) {}

  /** A form of the own organisation, as long as it may see the records. @throws DomainError record.not_found */
  async get(actor: Actor, id: string): Promise<Form> {
    const form = await this.transactions.manager.findOneBy(Form, { id, organisationId: actor.organisationId });
    if (!form) throw new DomainError('record.not_found');
    await this.kinds.of(form.kind).assertReads(actor, form.subjectIds);
    return form;
  }
}
