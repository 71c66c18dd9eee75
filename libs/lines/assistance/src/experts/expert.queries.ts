import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import type { ExpertQuery } from './expert.dto';
import { Expert } from './expert.entity';
import { canSee } from './expert.policy';

/** A profile with the names of the person and of the employer. */
export type ExpertRecord = Expert & { name: string; organisationName: string };

const FROM = 'experts e JOIN users u ON u.id = e.user_id JOIN organisations o ON o.id = e.organisation_id';

@Injectable()
export class ExpertQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
  ) {}

  list(actor: Actor, query: ExpertQuery): Promise<Page<ExpertRecord>> {
    const where = visibleTo(actor)
      .addIf(query.state, 'e.state = ?')
      .addIf(query.field, 'e.fields @> ARRAY[?]')
      .addIf(query.serviceMode, 'e.service_modes @> ARRAY[?]')
      .asked(query.q, 'e.terms');
    return this.lists.page<ExpertRecord>({
      columns: this.columns(),
      from: FROM,
      where,
      page: query,
      sort: query.sort ?? '-createdAt',
      sortBy: 'e.created_at',
      id: 'e.id',
      valueOf: ({ createdAt }) => createdAt,
    });
  }

  async get(actor: Actor, id: string): Promise<ExpertRecord> {
    const text = `SELECT ${this.columns()} FROM ${FROM} WHERE e.id = $1`;
    const [expert] = await this.reads.rows<ExpertRecord>({ name: 'expert', text }, [id]);
    if (!expert || !canSee(actor, expert)) throw new DomainError('record.not_found');
    return expert;
  }

  private columns(): string {
    return `${this.reads.columns(Expert, 'e')}, u.name, o.name AS "organisationName"`;
  }
}

/** The SQL twin of the policy's `canSee`. */
function visibleTo({ roles, userId }: Actor): Conditions {
  if (roles.has('operator')) return new Conditions();
  return new Conditions().or(`e.state = 'active'`).or('e.user_id = ?', userId);
}
