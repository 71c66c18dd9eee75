import { Injectable } from '@nestjs/common';
import { PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import type { TestingCapabilityQuery } from './testing-capability.dto';
import { TestingCapability } from './testing-capability.entity';

/** A directory: the annex of an approval is public. */
@Injectable()
export class TestingCapabilityQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
  ) {}

  list(query: TestingCapabilityQuery): Promise<Page<TestingCapability>> {
    return this.lists.page<TestingCapability>({
      columns: this.reads.columns(TestingCapability, 'c'),
      from: 'testing_capabilities c',
      where: new Conditions()
        .addIf(query.laboratoryId, 'c.laboratory_id = ?')
        .addIf(query.parameter, 'c.parameter = ?')
        .addIf(query.methodNo, 'c.method_no = ?')
        .addIf(query.validOn, '?::date BETWEEN c.valid_from AND c.valid_to'),
      page: query,
      sort: query.sort ?? '-createdAt',
      sortBy: 'c.created_at',
      id: 'c.id',
      valueOf: ({ createdAt }) => createdAt,
    });
  }

  async get(id: string): Promise<TestingCapability> {
    const text = `SELECT ${this.reads.columns(TestingCapability, 'c')} FROM testing_capabilities c WHERE c.id = $1`;
    const [capability] = await this.reads.rows<TestingCapability>({ name: 'testing_capability', text }, [id]);
    if (!capability) throw new DomainError('record.not_found');
    return capability;
  }
}
