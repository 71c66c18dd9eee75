import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import type { MetrologyCapabilityQuery } from './capability.dto';
import { Capability } from './capability.entity';
import { canSee } from './capability.policy';

@Injectable()
export class CapabilityQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
  ) {}

  list(actor: Actor, query: MetrologyCapabilityQuery): Promise<Page<Capability>> {
    return this.lists.page<Capability>({
      columns: this.reads.columns(Capability, 'c'),
      from: 'metrology_capabilities c',
      where: visibleTo(actor)
        .addIf(query.laboratoryId, 'c.laboratory_id = ?')
        .addIf(query.quantity, 'c.quantity = ?')
        .addIf(query.service, 'c.service = ?')
        .addIf(query.scopeSource, 'c.scope_source = ?')
        .addIf(query.state, 'c.state = ?')
        .asked(query.q, 'c.search_terms'),
      page: query,
      sort: query.sort ?? '-createdAt',
      sortBy: 'c.created_at',
      id: 'c.id',
      valueOf: ({ createdAt }) => createdAt,
    });
  }

  async get(actor: Actor, id: string): Promise<Capability> {
    const text = `SELECT ${this.reads.columns(Capability, 'c')} FROM metrology_capabilities c WHERE c.id = $1`;
    const [capability] = await this.reads.rows<Capability>({ name: 'metrology_capability', text }, [id]);
    if (!capability || !canSee(actor, capability)) throw new DomainError('record.not_found');
    return capability;
  }
}

/** The SQL twin of the policy's `canSee`. */
function visibleTo({ capabilities, organisationId }: Actor): Conditions {
  const where = new Conditions().or(`c.state = 'active'`);
  return capabilities.has('institution') ? where.or('c.laboratory_id = ?', organisationId) : where;
}
