import { Injectable } from '@nestjs/common';
import { Lifecycle } from '@nqi/shared/lifecycle';
import type { Actor } from '../actor';
import { SessionService } from '../sessions/session.service';
import { userLife } from './user.life';

/** Who may come in at all. */
@Injectable()
export class UserStandingService {
  constructor(
    private readonly lifecycle: Lifecycle,
    private readonly sessions: SessionService,
  ) {}

  /** Ends every session; the guard believes what it knew for one more second. */
  suspend(actor: Actor, id: string, reason: string): Promise<void> {
    return this.lifecycle.act(userLife, { actor, id, event: 'suspend' }, async () => {
      await this.sessions.endAll(id);
      return { note: reason };
    });
  }

  reinstate(actor: Actor, id: string, reason: string): Promise<void> {
    return this.lifecycle.act(userLife, { actor, id, event: 'reinstate' }, () => ({ note: reason }));
  }
}
