import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Conditions, Lists, type Page, type PageQuery } from '@nqi/shared/http';
import type { DataAccessResponse } from './data-access.dto';

/** Who looked at what of the actor's. */
@Injectable()
export class DataAccessQueries {
  constructor(private readonly lists: Lists) {}

  list({ userId }: Actor, page: PageQuery): Promise<Page<DataAccessResponse>> {
    return this.lists.page<DataAccessResponse>({
      columns: `a.id, a.actor_id AS "actorId", a.organisation_id AS "organisationId", o.name AS "organisationName",
                a.column_name AS "column", a.record_id AS "recordId", a.reason, a.at`,
      from: 'personal_data_accesses a JOIN organisations o ON o.id = a.organisation_id',
      where: new Conditions().add('a.subject_id = ?', userId),
      page,
      sort: '-at',
      sortBy: 'a.at',
      id: 'a.id',
      valueOf: ({ at }) => at,
    });
  }
}
