import { Injectable } from '@nestjs/common';
import type { Tx } from '@nqi/shared/database';
import type { Due } from './due.entity';

/** Somebody is to be told of a due, once for each rung of the ladder. */
export interface DueReminder {
  /** Of the row in `due_reminders`. */
  id: string;
  /** Days after the due day, negative before it. */
  rung: number;
  due: Due;
}

/** Who tells, in the transaction in which the reminders are made: all of them or none. */
export type OnReminder = (tx: Tx, reminders: readonly DueReminder[]) => Promise<void>;

/** Where reminders are handed over: registered at boot, nobody by default. */
@Injectable()
export class DueReminders {
  private readonly listeners: OnReminder[] = [];

  onReminder(listener: OnReminder): void {
    this.listeners.push(listener);
  }

  async handOver(tx: Tx, reminders: readonly DueReminder[]): Promise<void> {
    if (reminders.length === 0) return;
    for (const listener of this.listeners) await listener(tx, reminders);
  }
}
