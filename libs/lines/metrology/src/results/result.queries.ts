import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { ItemQueries } from '../items/item.queries';
import { MeasuredResult } from './measured-result.entity';
import { Measurement } from './measurement.entity';

@Injectable()
export class ResultQueries {
  constructor(
    private readonly items: ItemQueries,
    private readonly transactions: Transactions,
  ) {}

  /** The latest measurement of an item, for the laboratory's own people; others read the certificate. */
  async latest(actor: Actor, itemId: string): Promise<{ measurement: Measurement; rows: MeasuredResult[] }> {
    const { laboratoryId, measurementId } = await this.items.get(actor, itemId);
    if (laboratoryId !== actor.organisationId || !measurementId) throw new DomainError('record.not_found');
    const { manager } = this.transactions;
    const measurement = await manager.findOneByOrFail(Measurement, { id: measurementId });
    const rows = await manager.find(MeasuredResult, {
      where: { measurementId },
      order: { position: 'ASC' },
      take: 1000,
    });
    return { measurement, rows };
  }
}
