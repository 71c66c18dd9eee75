import { resolve } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type FormKind, FormKinds } from '@nqi/platform/forms';
import type { Actor } from '@nqi/platform/identity';
import { DomainError } from '@nqi/shared/errors';
import { OrderFormContentService } from './order-form-content.service';
import { OrderQueries } from './order.queries';

/** 预约送检单 with the labels for the parcel: for the client and the laboratory. */
@Injectable()
export class OrderFormKind implements FormKind, OnModuleInit {
  readonly name = 'metrology_order_form';
  readonly title = { zh: '预约送检单', en: 'Order and delivery form' };
  readonly templatePath = resolve(__dirname, 'order-form.typ');
  readonly most = 20;

  constructor(
    private readonly kinds: FormKinds,
    private readonly queries: OrderQueries,
    private readonly content: OrderFormContentService,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async assertReads(actor: Actor, ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const { clientId, laboratoryId } = await this.queries.whole(actor, id);
      if (![clientId, laboratoryId].includes(actor.organisationId)) throw new DomainError('record.not_found');
    }
  }

  data(actor: Actor, ids: readonly string[], reason: string | undefined): Promise<object> {
    return this.content.of(actor, ids, reason);
  }
}
