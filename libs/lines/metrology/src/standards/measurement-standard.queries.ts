import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { PreparedReads, Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import type { StandardQuery } from './measurement-standard.dto';
import { MeasurementStandard } from './measurement-standard.entity';

/** A laboratory's standards are its own affair; others read them on certificates. */
@Injectable()
export class MeasurementStandardQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
    private readonly transactions: Transactions,
  ) {}

  list({ organisationId }: Actor, query: StandardQuery): Promise<Page<MeasurementStandard>> {
    return this.lists.page<MeasurementStandard>({
      columns: this.reads.columns(MeasurementStandard, 's'),
      from: 'measurement_standards s',
      where: new Conditions()
        .add('s.laboratory_id = ?', organisationId)
        .addIf(query.validOn, 's.is_in_use AND s.traceable_until >= ?')
        .addIf(query.validOn, '(s.assessed_until IS NULL OR s.assessed_until >= ?)'),
      page: query,
      sort: query.sort ?? '-createdAt',
      sortBy: 's.created_at',
      id: 's.id',
      valueOf: ({ createdAt }) => createdAt,
    });
  }

  async get({ organisationId }: Actor, id: string): Promise<MeasurementStandard> {
    const where = { id, laboratoryId: organisationId };
    const standard = await this.transactions.manager.findOneBy(MeasurementStandard, where);
    if (!standard) throw new DomainError('record.not_found');
    return standard;
  }
}
