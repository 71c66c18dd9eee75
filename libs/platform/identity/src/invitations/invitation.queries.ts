import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import type { Actor } from '../actor';
import type { InvitationQuery } from './invitation.dto';
import { Invitation, type InvitationRow } from './invitation.entity';
import { canSee, type Invitee } from './invitation.policy';

const FROM = 'invitations i JOIN organisations o ON o.id = i.organisation_id';

@Injectable()
export class InvitationQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
    private readonly clock: Clock,
  ) {}

  /** Those that the actor's organisation has sent. */
  sent({ organisationId }: Actor, query: InvitationQuery): Promise<Page<InvitationRow>> {
    const where = new Conditions().add('i.organisation_id = ?', organisationId);
    return this.page(where.addIf(query.state, 'i.state = ?'), query);
  }

  /** Those that wait for this person's answer. */
  waitingFor({ phoneKey }: Invitee, query: InvitationQuery): Promise<Page<InvitationRow>> {
    const where = new Conditions().add(`i.phone_key = ? AND i.state = 'open'`, phoneKey);
    return this.page(where.add('i.expires_at > ?', this.clock.now()), query);
  }

  async get(person: Invitee, id: string): Promise<InvitationRow> {
    const text = `SELECT ${this.columns()} FROM ${FROM} WHERE i.id = $1`;
    const [row] = await this.reads.rows<InvitationRow>({ name: 'invitation', text }, [id]);
    if (!row || !canSee(person, row)) throw new DomainError('record.not_found');
    return row;
  }

  /** @throws DomainError identity.invitation_over, the same whether it never was, was used or is too old */
  async byToken(hash: string): Promise<InvitationRow> {
    const text = `SELECT ${this.columns()} FROM ${FROM}
                  WHERE i.token_hash = $1 AND i.state = 'open' AND i.expires_at > $2`;
    const read = { name: 'invitation_by_token', text };
    const [row] = await this.reads.rows<InvitationRow>(read, [hash, this.clock.now()]);
    if (!row) throw new DomainError('identity.invitation_over');
    return row;
  }

  private page(where: Conditions, page: InvitationQuery): Promise<Page<InvitationRow>> {
    return this.lists.page<InvitationRow>({
      ...{ columns: this.columns(), from: FROM, where, page },
      ...{ sort: '-createdAt', sortBy: 'i.created_at', id: 'i.id' },
      valueOf: ({ createdAt }) => createdAt,
    });
  }

  private columns(): string {
    return `${this.reads.columns(Invitation, 'i')}, o.name AS "organisationName"`;
  }
}
