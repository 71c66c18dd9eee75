import { Injectable } from '@nestjs/common';
import { DueService } from '@nqi/platform/dues';
import { type Actor, type Licence, Membership, QualificationService } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { INSTRUMENT } from '../instruments/instrument-due.kind';
import { OrderCompletionService } from '../orders/order-completion.service';
import type { MetrologyItem } from './item.entity';
import { itemLife } from './item.life';

/** What happens to one instrument in the laboratory besides its measurement. */
@Injectable()
export class ItemService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly qualifications: QualificationService,
    private readonly completion: OrderCompletionService,
    private readonly dues: DueService,
  ) {}

  /** Also to somebody else than before. @throws DomainError metrology.verifier_unqualified, metrology.no_tester */
  assign(actor: Actor, id: string, verifierId: string): Promise<void> {
    return this.lifecycle.act(itemLife, { actor, id, event: 'assign' }, async (tx, item) => {
      item.verifierId = verifierId;
      // The law asks a licence of verifiers; a tester is whom the laboratory lets inspect.
      if (item.service === 'testing') await this.assertInspector(tx, item);
      else await this.licenceOf(tx, item, this.clock.today());
      return { details: { verifierId } };
    });
  }

  /** What never came, or cannot be done; the last one completes the order. */
  giveUp(actor: Actor, id: string, reason: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      await this.completion.lockOf(tx, id);
      let orderId = '';
      let instrumentId: string | null = null;
      await this.lifecycle.act(itemLife, { actor, id, event: 'give_up' }, (_, item) => {
        item.notDoneReason = reason;
        ({ orderId, instrumentId } = item);
        return { note: reason };
      });
      await this.dues.follow(tx, INSTRUMENT, instrumentId === null ? [] : [instrumentId]);
      await this.completion.itemEnded(tx, orderId);
    });
  }

  /** @throws DomainError workflow.wrong_state, also for an instrument that never came */
  handBack(actor: Actor, id: string, note: string | undefined): Promise<void> {
    return this.lifecycle.act(itemLife, { actor, id, event: 'hand_back' }, (_, item) => {
      if (!item.receivedOn) {
        throw new DomainError('workflow.wrong_state', { event: 'hand_back', state: item.state, openEvents: [] });
      }
      Object.assign(item, { handedBackOn: this.clock.today(), handBackNote: note ?? null });
      return { note };
    });
  }

  /** The licence 注册计量师 of the assigned verifier on a day. @throws DomainError metrology.verifier_unqualified */
  async licenceOf(tx: Tx, { laboratoryId, verifierId }: MetrologyItem, on: string): Promise<Licence> {
    const where = { organisationId: laboratoryId, scope: 'JL' } as const;
    const [licence] = await this.qualifications.licences(tx, where, verifierId ? [verifierId] : [], on);
    if (!licence) throw new DomainError('metrology.verifier_unqualified', { on, verifierId });
    return licence;
  }

  private async assertInspector(tx: Tx, { laboratoryId: organisationId, verifierId }: MetrologyItem): Promise<void> {
    const where = { organisationId, userId: verifierId ?? '', state: 'active' } as const;
    const membership = await tx.manager.findOneBy(Membership, where);
    if (!membership?.roles.includes('inspector')) throw new DomainError('metrology.no_tester', { userId: verifierId });
  }
}
