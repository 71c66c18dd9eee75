import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page, type PageQuery } from '@nqi/shared/http';
import { Consent } from './consent.entity';
import { canSee } from './consent.policy';

/** The actor's own consents. */
@Injectable()
export class ConsentQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
  ) {}

  list({ userId }: Actor, page: PageQuery): Promise<Page<Consent>> {
    return this.lists.page<Consent>({
      columns: this.reads.columns(Consent, 'c'),
      from: 'consents c',
      where: new Conditions().add('c.user_id = ?', userId),
      page,
      sort: '-givenAt',
      sortBy: 'c.given_at',
      id: 'c.id',
      valueOf: ({ givenAt }) => givenAt,
    });
  }

  /** @throws DomainError record.not_found */
  async get(actor: Actor, id: string): Promise<Consent> {
    const text = `SELECT ${this.reads.columns(Consent, 'c')} FROM consents c WHERE c.id = $1`;
    const [consent] = await this.reads.rows<Consent>({ name: 'consent', text }, [id]);
    if (!consent || !canSee(actor, consent)) throw new DomainError('record.not_found');
    return consent;
  }
}
