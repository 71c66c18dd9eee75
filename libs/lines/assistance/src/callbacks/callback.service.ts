import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { History } from '@nqi/shared/history';
import { newId } from '@nqi/shared/ids';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { HelpRequest } from '../requests/help-request.entity';
import { helpRequestLife } from '../requests/help-request.life';
import { partiesOf } from '../requests/help-request.policy';
import { SETTLED } from '../requests/visibility.policy';
import type { CreateCallback } from './callback.dto';
import { Callback } from './callback.entity';

/** After so many calls that nobody took, the platform has done what it can. */
const ATTEMPTS = 3;

/** 即访: operators call those who asked, and write down what they said. */
@Injectable()
export class CallbackService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly history: History,
  ) {}

  /** @throws DomainError record.not_found, workflow.not_a_party, workflow.wrong_state */
  record(actor: Actor, id: string, call: CreateCallback): Promise<Callback> {
    return this.transactions.run(async (tx) => {
      const request = await this.lifecycle.visible(tx, helpRequestLife, actor, id);
      assertCallable(actor, request);
      const { userId: madeById } = actor;
      const callback: Callback = { id: newId(), helpRequestId: id, ...call, madeById, madeAt: this.clock.now() };
      await tx.manager.insert(Callback, callback);
      if (await this.settles(tx, callback)) request.isCallbackDue = false;
      await tx.manager.save(Object.assign(request, { updatedAt: this.clock.now() }));
      const { state } = request;
      const happening = { recordType: 'help_request', recordId: id, event: 'call_back', from: state, to: state };
      const remark = { details: { outcome: call.outcome }, visibility: 'institution' as const };
      this.history.record(tx, { ...happening, by: actor, ...remark });
      return callback;
    });
  }

  /** Oldest first. @throws DomainError record.not_found, workflow.not_a_party */
  list(actor: Actor, request: HelpRequest): Promise<Callback[]> {
    assertOperator(actor, request);
    const where = { helpRequestId: request.id };
    return this.transactions.manager.find(Callback, { where, order: { id: 'ASC' }, take: 100 });
  }

  private async settles(tx: Tx, { helpRequestId, outcome }: Callback): Promise<boolean> {
    if (outcome !== 'unreachable') return true;
    return (await tx.manager.countBy(Callback, { helpRequestId, outcome })) >= ATTEMPTS;
  }
}

function assertOperator(actor: Actor, request: HelpRequest): void {
  if (partiesOf(actor, request).has('operator')) return;
  throw new DomainError('workflow.not_a_party', { event: 'call_back', parties: ['operator'] });
}

function assertCallable(actor: Actor, request: HelpRequest): void {
  assertOperator(actor, request);
  const { state } = request;
  if (SETTLED.includes(state)) return;
  throw new DomainError('workflow.wrong_state', { event: 'call_back', state, from: SETTLED, openEvents: [] });
}
