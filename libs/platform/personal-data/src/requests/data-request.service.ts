import { Injectable } from '@nestjs/common';
import { type Actor, User } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { DataExportService } from '../exports/data-export.service';
import type { SubmitDataRequest } from './data-request.dto';
import { DataRequest, type DataRequestKind } from './data-request.entity';
import { dataRequestLife } from './data-request.life';
import { ErasureService } from './erasure.service';

/** What people ask about their own data, and what becomes of it. */
@Injectable()
export class DataRequestService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly erasure: ErasureService,
    private readonly exports: DataExportService,
  ) {}

  /**
   * Access is granted at once and made in the background; for a deletion the answer names what would stay.
   * @returns the id of the request @throws DomainError request.invalid, privacy.request_open, privacy.last_admin
   */
  submit(actor: Actor, sessionId: string, wish: SubmitDataRequest): Promise<string> {
    const { kind, correctedName = null, reason = null } = wish;
    if ((kind === 'correction') !== (correctedName !== null)) {
      const code = kind === 'correction' ? 'field.required' : 'field.unknown';
      throw new DomainError('request.invalid', { errors: [{ pointer: '/correctedName', code }] });
    }
    return this.transactions.run(async (tx) => {
      await this.assertNoneOpen(tx, actor.userId, kind);
      const request = {
        ...{ id: newId(), kind, userId: actor.userId, correctedName, reason, refusalReason: null, indexes: null },
        ...{ holds: [], eraseAgainOn: null, createdAt: this.clock.now(), decidedAt: null },
      };
      if (kind === 'deletion') {
        const holds = await this.erasure.holds(tx, await this.erasure.personOf(tx, actor.userId));
        Object.assign(request, { holds });
      }
      const cause = { event: 'submit', by: actor, parties: new Set(['person'] as const) } as const;
      const born = this.lifecycle.begin(tx, dataRequestLife, request, cause);
      if (kind === 'access') {
        await this.lifecycle.cause(tx, dataRequestLife, await locked(tx, born.id), { event: 'grant', by: null });
        await this.exports.order(tx, born, sessionId);
      }
      return born.id;
    });
  }

  /** Does what was asked, in the transaction that decides it. @throws DomainError privacy.last_admin */
  approve(actor: Actor, id: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      await this.lifecycle.act(dataRequestLife, { actor, id, event: 'approve' }, async (_, request) => {
        request.decidedAt = this.clock.now();
        if (request.kind === 'deletion') await this.erasure.erase(tx, request);
        if (!request.correctedName) return;
        await tx.manager.update(User, { id: request.userId }, { name: request.correctedName });
        tx.trace.touch('users', [request.userId]);
      });
      await this.lifecycle.cause(tx, dataRequestLife, await locked(tx, id), { event: 'complete', by: null });
    });
  }

  refuse(actor: Actor, id: string, refusalReason: string): Promise<void> {
    return this.lifecycle.act(dataRequestLife, { actor, id, event: 'refuse' }, (_, request) => {
      Object.assign(request, { refusalReason, decidedAt: this.clock.now() });
    });
  }

  withdraw(actor: Actor, id: string): Promise<void> {
    return this.lifecycle.act(dataRequestLife, { actor, id, event: 'withdraw' }, () => undefined);
  }

  /** Two requests of one person at the same moment: the second waits here, and finds the first. */
  private async assertNoneOpen(tx: Tx, userId: string, kind: DataRequestKind): Promise<void> {
    await tx.sql('SELECT id FROM users WHERE id = $1 FOR NO KEY UPDATE', [userId]);
    const [existing] = await tx.sql<{ id: string; state: string }>(
      `SELECT id, state FROM data_requests WHERE user_id = $1 AND kind = $2 AND state IN ('submitted', 'approved')`,
      [userId, kind],
    );
    if (existing) throw new DomainError('privacy.request_open', { existing });
  }
}

/** The row as it stands now, for the next event of the same transaction. */
function locked(tx: Tx, id: string): Promise<DataRequest> {
  return tx.manager.findOneOrFail(DataRequest, { where: { id }, lock: { mode: 'for_no_key_update' } });
}
