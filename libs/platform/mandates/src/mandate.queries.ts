import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { PreparedReads, Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import { isReliedOn } from './live-mandates';
import type { MandateQuery } from './mandate.dto';
import { Mandate } from './mandate.entity';
import { canSee } from './mandate.policy';

@Injectable()
export class MandateQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
    private readonly transactions: Transactions,
  ) {}

  list(actor: Actor, query: MandateQuery): Promise<Page<Mandate>> {
    return this.lists.page<Mandate>({
      columns: this.reads.columns(Mandate, 'm'),
      from: 'mandates m',
      where: visibleTo(actor)
        .addIf(query.state, 'm.state = ?')
        .addIf(query.kind, 'm.kind = ?')
        .addIf(query.mandatorId, 'm.mandator_id = ?')
        .addIf(query.holderId, 'm.holder_id = ?'),
      page: query,
      sort: query.sort ?? '-createdAt',
      sortBy: 'm.created_at',
      id: 'm.id',
      valueOf: ({ createdAt }) => createdAt,
    });
  }

  async get(actor: Actor, id: string): Promise<Mandate> {
    const text = `SELECT ${this.reads.columns(Mandate, 'm')}, EXISTS (${isReliedOn('m.id', '$2')}) AS "isReliedOn"
      FROM mandates m WHERE m.id = $1`;
    const values = [id, actor.organisationId];
    const [found] = await this.reads.rows<Mandate & { isReliedOn: boolean }>({ name: 'mandate', text }, values);
    if (!found || !canSee(actor, found, found.isReliedOn)) throw new DomainError('record.not_found');
    const { isReliedOn: _, ...mandate } = found;
    return mandate;
  }

  /** A mandate with the ids of its subjects; null for all of the mandator. */
  async whole(actor: Actor, id: string): Promise<{ mandate: Mandate; subjectIds: string[] | null }> {
    const mandate = await this.get(actor, id);
    if (mandate.coversAll) return { mandate, subjectIds: null };
    const rows = await this.transactions.manager.query<{ id: string }[]>(
      'SELECT subject_id AS id FROM mandate_subjects WHERE mandate_id = $1 ORDER BY subject_id',
      [id],
    );
    return { mandate, subjectIds: rows.map((row) => row.id) };
  }
}

/** The SQL twin of the policy's `canSee`. */
function visibleTo({ roles, organisationId }: Actor): Conditions {
  if (roles.has('operator')) return new Conditions();
  return new Conditions()
    .or('m.mandator_id = ?', organisationId)
    .or('m.holder_id = ?', organisationId)
    .or('m.id IN (SELECT mandate_id FROM mandate_reliances WHERE organisation_id = ?)', organisationId);
}
