import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { ItemQueries } from '../items/item.queries';
import { MetrologyTest } from './metrology-test.entity';

@Injectable()
export class TestResultQueries {
  constructor(
    private readonly items: ItemQueries,
    private readonly transactions: Transactions,
  ) {}

  /** What was found last, for the laboratory's own people; others read the report. @throws DomainError record.not_found */
  async latest(actor: Actor, itemId: string): Promise<MetrologyTest> {
    const { laboratoryId } = await this.items.get(actor, itemId);
    if (laboratoryId !== actor.organisationId) throw new DomainError('record.not_found');
    const { manager } = this.transactions;
    const test = await manager.findOne(MetrologyTest, { where: { itemId }, order: { revision: 'DESC' } });
    if (!test) throw new DomainError('record.not_found');
    return test;
  }
}
