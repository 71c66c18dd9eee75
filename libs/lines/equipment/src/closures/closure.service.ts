import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { OccupancyService } from '../calendar/occupancy.service';
import { DAY_MS, type Period } from '../calendar/open-hours';
import { RefusalService } from '../calendar/refusal.service';
import type { LockedEquipment } from '../calendar/occupancy';
import type { CreateClosure } from './closure.dto';
import type { EquipmentClosure } from './closure.entity';
import { closureLife } from './closure.life';
import { partiesOf } from './closure.policy';

const LONGEST_DAYS = 366;

/** Closing equipment takes all of its places; nobody's booking is pushed aside. */
@Injectable()
export class ClosureService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly occupancies: OccupancyService,
    private readonly refusals: RefusalService,
  ) {}

  /** @returns its id @throws DomainError equipment.unknown_equipment, equipment.closure_blocked, request.invalid */
  close(actor: Actor, { equipmentId, startsAt, endsAt, reason }: CreateClosure): Promise<string> {
    const period = { from: Date.parse(startsAt), to: Date.parse(endsAt) };
    assertPeriod(period, this.clock.now().getTime());
    return this.transactions.run(async (tx) => {
      const [equipment] = await this.occupancies.lock(tx, [equipmentId]);
      if (!equipment || equipment.state === 'retired') throw new DomainError('equipment.unknown_equipment');
      const { providerId } = equipment;
      const facts = { id: newId(), equipmentId, providerId, reason, createdAt: this.clock.now() };
      const closure = { ...facts, startsAt: new Date(period.from), endsAt: new Date(period.to) };
      const parties = partiesOf(actor, closure);
      this.lifecycle.begin(tx, closureLife, closure, { event: 'close', by: actor, parties });
      await this.takeAllPlaces(tx, actor, equipment, { ...period, closureId: closure.id });
      return closure.id;
    });
  }

  lift(actor: Actor, id: string): Promise<void> {
    return this.lifecycle.act(closureLife, { actor, id, event: 'lift' }, (tx, closure: EquipmentClosure) =>
      this.occupancies.release(tx, { id: closure.id, equipmentIds: [closure.equipmentId] }),
    );
  }

  private async takeAllPlaces(
    tx: Tx,
    actor: Actor,
    equipment: LockedEquipment,
    { closureId, ...period }: Period & { closureId: string },
  ): Promise<void> {
    const taken = await this.occupancies.taken(tx, [equipment], period);
    if (taken.length > 0) {
      const blockedBy = await this.refusals.blockers(tx, actor, equipment, period);
      throw new DomainError('equipment.closure_blocked', { blockedBy });
    }
    const { id: resourceId, providerId, openRule } = equipment;
    const claims = Array.from({ length: openRule.places }, (_, index) => ({ resourceId, place: index + 1, period }));
    this.occupancies.take(tx, { providerId, kind: 'closure', closureId }, claims);
  }
}

function assertPeriod({ from, to }: Period, now: number): void {
  const isTooEarly = to <= from || to <= now;
  if (!isTooEarly && to - from <= LONGEST_DAYS * DAY_MS) return;
  const code = isTooEarly ? 'field.too_small' : 'field.too_large';
  throw new DomainError('request.invalid', { errors: [{ pointer: '/endsAt', code }] });
}
