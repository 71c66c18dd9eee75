import { addMonths, addWorkingDays, daysBetween, type WorkingTime } from '@nqi/shared/calendar';
import type { ReminderRule } from './reminder-ladder';

/** A row in force: the common ladder (no kind), or what is particular to one kind. */
export interface DueRule {
  readonly kind: string | null;
  readonly rungs: readonly number[] | null;
  readonly repeatDays: number | null;
  readonly actWorkingDays: number | null;
  readonly actMonths: number | null;
}

interface Dated {
  readonly kind: string;
  readonly dueOn: string;
}

/** What holds of dues on a day. */
export class RulesOfDay {
  private readonly byKind: ReadonlyMap<string | null, DueRule>;

  constructor(
    rules: readonly DueRule[],
    private readonly time: WorkingTime,
  ) {
    this.byKind = new Map(rules.map((rule) => [rule.kind, rule]));
  }

  /** The last day on which to file or order, so that the due day can be kept; null where no rule says one. */
  actBy({ kind, dueOn }: Dated): string | null {
    const { actWorkingDays = null, actMonths = null } = this.byKind.get(kind) ?? {};
    if (actWorkingDays !== null) return addWorkingDays(this.time, dueOn, -actWorkingDays).at;
    return actMonths === null ? null : addMonths(dueOn, -actMonths);
  }

  /** The ladder of the kind or the common one; the day by which to act is a rung of it. */
  ladder(due: Dated): ReminderRule {
    const { rungs, repeatDays } = this.ownLadder(due.kind) ?? this.ownLadder(null) ?? {};
    if (!rungs || !repeatDays) throw new Error('No rule of reminders is in force.');
    const actBy = this.actBy(due);
    if (actBy === null) return { rungs, repeatDays };
    const all = new Set([...rungs, daysBetween(due.dueOn, actBy)]);
    return { rungs: [...all].sort((one, other) => one - other), repeatDays };
  }

  private ownLadder(kind: string | null): DueRule | null {
    const rule = this.byKind.get(kind);
    return rule?.rungs ? rule : null;
  }
}
