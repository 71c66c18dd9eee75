import { Injectable } from '@nestjs/common';
import { PreparedReads } from '@nqi/shared/database';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import type { Actor } from '../actor';
import type { QualificationQuery } from './qualification.dto';
import { Qualification, type QualificationRow } from './qualification.entity';

/** The approvals and licences of the actor's own institution. */
@Injectable()
export class QualificationQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
  ) {}

  list({ organisationId }: Actor, query: QualificationQuery): Promise<Page<QualificationRow>> {
    return this.lists.page<QualificationRow>({
      columns: `${this.reads.columns(Qualification, 'q')}, u.name`,
      from: 'qualifications q LEFT JOIN users u ON u.id = q.user_id',
      where: new Conditions()
        .add('q.organisation_id = ?', organisationId)
        .addIf(query.scope, 'q.scope = ?')
        .addIf(query.validOn, '? BETWEEN q.valid_from AND q.valid_to'),
      page: query,
      sort: 'createdAt',
      sortBy: 'q.created_at',
      id: 'q.id',
      valueOf: ({ createdAt }) => createdAt,
    });
  }
}
