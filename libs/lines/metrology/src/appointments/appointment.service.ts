import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { DomainError } from '@nqi/shared/errors';
import { Lifecycle } from '@nqi/shared/lifecycle';
import type { MetrologyOrder, Site } from '../orders/order.entity';
import { orderLife } from '../orders/order.life';
import { AppointmentPlacesService } from './appointment-places.service';

/** When instruments come to the laboratory, or its people to them. */
@Injectable()
export class AppointmentService {
  constructor(
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly places: AppointmentPlacesService,
  ) {}

  /** @throws DomainError metrology.other_site, metrology.window_closed, metrology.window_full */
  schedule(actor: Actor, id: string, windowId: string): Promise<void> {
    return this.lifecycle.act(orderLife, { actor, id, event: 'schedule' }, async (tx, order) => {
      assertSite(order, 'lab');
      const { onDay, fromTime } = await this.places.take(tx, order, windowId);
      return { details: { windowId, onDay, fromTime } };
    });
  }

  /** Another window; the former place is free for others. @throws DomainError like {@link schedule} */
  reschedule(actor: Actor, id: string, windowId: string): Promise<void> {
    return this.lifecycle.act(orderLife, { actor, id, event: 'reschedule' }, async (tx, order) => {
      const { onDay, fromTime } = await this.places.take(tx, order, windowId);
      return { details: { windowId, onDay, fromTime } };
    });
  }

  /** @throws DomainError metrology.other_site, metrology.day_past */
  agreeVisit(actor: Actor, id: string, visitOn: string): Promise<void> {
    return this.lifecycle.act(orderLife, { actor, id, event: 'agree_visit' }, (_, order) => {
      assertSite(order, 'onsite');
      if (visitOn < this.clock.today()) throw new DomainError('metrology.day_past', { on: visitOn });
      order.expectedOn = visitOn;
      return { details: { visitOn } };
    });
  }
}

function assertSite({ site }: MetrologyOrder, expected: Site): void {
  if (site !== expected) throw new DomainError('metrology.other_site', { site });
}
