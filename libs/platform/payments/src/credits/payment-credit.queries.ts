import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { PreparedReads } from '@nqi/shared/database';
import { Conditions, Lists, type Page, type PageQuery } from '@nqi/shared/http';
import { PaymentCredit } from './payment-credit.entity';

@Injectable()
export class PaymentCreditQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
  ) {}

  /** Credits that the own organisation gives or has. */
  list({ organisationId }: Actor, page: PageQuery): Promise<Page<PaymentCredit>> {
    return this.lists.page<PaymentCredit>({
      columns: this.reads.columns(PaymentCredit, 'c'),
      from: 'payment_credits c',
      where: new Conditions().or('c.payee_id = ?', organisationId).or('c.payer_id = ?', organisationId),
      page,
      sort: '-createdAt',
      sortBy: 'c.created_at',
      id: 'c.id',
      valueOf: ({ createdAt }) => createdAt,
    });
  }
}
