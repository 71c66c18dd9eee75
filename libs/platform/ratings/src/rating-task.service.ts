import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { ratingTaskLife } from './rating-task.life';

@Injectable()
export class RatingTaskService {
  constructor(
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
  ) {}

  answer(actor: Actor, id: string, answer: string): Promise<void> {
    return this.lifecycle.act(ratingTaskLife, { actor, id, event: 'answer' }, (_, task) => {
      Object.assign(task, { answer, answeredAt: this.clock.now() });
      return { note: answer };
    });
  }

  /** The answer does not do: it is to be put right, still. */
  return(actor: Actor, id: string, reason: string): Promise<void> {
    return this.lifecycle.act(ratingTaskLife, { actor, id, event: 'return' }, () => ({ note: reason }));
  }

  close(actor: Actor, id: string): Promise<void> {
    return this.lifecycle.act(ratingTaskLife, { actor, id, event: 'close' }, () => undefined);
  }
}
