import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import { History } from '@nqi/shared/history';

/** A sweep's portion. */
const AT_ONCE = 1_000;

/** Invitations that nobody answered in time. */
@Injectable()
export class InvitationExpiry {
  constructor(
    private readonly clock: Clock,
    private readonly history: History,
  ) {}

  /** @param organisationId only those of one organisation, to make room for another invitation; null: all */
  async expire(tx: Tx, organisationId: string | null): Promise<void> {
    const expired = await tx.sql<{ id: string }>(
      `UPDATE invitations SET state = 'expired', version = version + 1, updated_at = $1 WHERE id IN (
         SELECT id FROM invitations
         WHERE state = 'open' AND expires_at <= $1 AND ($2::uuid IS NULL OR organisation_id = $2)
         ORDER BY id LIMIT ${AT_ONCE} FOR NO KEY UPDATE SKIP LOCKED)
       RETURNING id`,
      [this.clock.now(), organisationId],
    );
    const happening = { recordType: 'invitation', event: 'expire', from: 'open', to: 'expired', by: null };
    this.history.record(tx, ...expired.map(({ id }) => ({ ...happening, recordId: id })));
  }
}
