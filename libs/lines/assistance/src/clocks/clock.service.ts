import { Injectable } from '@nestjs/common';
import { Clock, WorkingCalendar } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import type { HelpRequest } from '../requests/help-request.entity';
import { ClockEvent } from './clock-event.entity';
import { addMinutes, after, type ClockKind, eventsAhead, minutesBetween, type Running, warnAt } from './clock-times';
import { HelpClock } from './help-clock.entity';
import { type RequestRule, RequestRulesService } from './request-rules.service';

type Timed = Pick<HelpRequest, 'id' | 'type'>;

/** Which duration of the rule a clock has. */
const DURATION = {
  first_response: 'firstResponse',
  answer: 'answer',
  reply: 'reply',
  acceptance: 'acceptance',
} as const;

/** Starts, pauses, extends and stops the clocks of a request that the caller has locked. */
@Injectable()
export class ClockService {
  constructor(
    private readonly clock: Clock,
    private readonly calendar: WorkingCalendar,
    private readonly rules: RequestRulesService,
  ) {}

  /** A new run of a clock; the run before stays as evidence. @param from when it begins, default now */
  async start(tx: Tx, request: Timed, kind: ClockKind, from = this.clock.now()): Promise<void> {
    const rule = await this.rules.of(request.type, this.clock.today());
    const running = await this.running(rule);
    const { at: dueAt, isProvisional } = after(running, from, rule[DURATION[kind]]);
    const totalMinutes = Math.round(minutesBetween(running, from, dueAt));
    const { warnPercent } = rule;
    const isWait = kind === 'reply' || kind === 'acceptance';
    const moments = {
      ...{ kind, dueAt },
      warnAt: isWait ? null : warnAt(running, { from, dueAt }, { totalMinutes, warnPercent }),
      escalateAt: isWait ? null : after(running, dueAt, rule.escalation).at,
    };
    await tx.sql('UPDATE help_request_clocks SET is_current = false WHERE help_request_id = $1 AND kind = $2', [
      request.id,
      kind,
    ]);
    await tx.manager.insert(HelpClock, {
      ...{ id: newId(), helpRequestId: request.id, ruleId: rule.id, totalMinutes, startedAt: from, ...moments },
      ...{ nextAt: eventsAhead(moments, new Set())[0]?.at ?? null, pausedAt: null, stoppedAt: null },
      ...{ isCurrent: true, isExtended: false, isProvisional },
    });
  }

  /** What the clocks waited for has happened, or matters no longer. @param kinds default: all */
  async stop(tx: Tx, { id }: Timed, ...kinds: ClockKind[]): Promise<void> {
    await tx.sql(
      `UPDATE help_request_clocks SET stopped_at = $2, next_at = NULL
       WHERE help_request_id = $1 AND is_current AND stopped_at IS NULL AND (cardinality($3::text[]) = 0 OR kind = ANY ($3))`,
      [id, this.clock.now(), kinds],
    );
  }

  /** The answer's clock stands still while the platform waits for the requester. */
  async pause(tx: Tx, { id }: Timed): Promise<void> {
    await tx.sql(
      `UPDATE help_request_clocks SET paused_at = $2, next_at = NULL
       WHERE help_request_id = $1 AND kind = 'answer' AND is_current AND stopped_at IS NULL AND paused_at IS NULL`,
      [id, this.clock.now()],
    );
  }

  /** What was left when it was paused is left now. */
  async resume(tx: Tx, request: Timed): Promise<void> {
    const run = await this.currentAnswer(tx, request);
    if (!run?.pausedAt) return;
    const rule = await this.rules.byId(run.ruleId);
    const running = await this.running(rule);
    const left = minutesBetween(running, run.pausedAt, run.dueAt);
    // What was due before the pause stays due when it was.
    if (left > 0) this.dueIn(run, rule, { running, left });
    run.pausedAt = null;
    await this.save(tx, run);
  }

  /** The due moment moves by the rule's extension. @returns the new one */
  async extend(tx: Tx, request: Timed): Promise<Date | null> {
    const run = await this.currentAnswer(tx, request);
    if (!run) return null;
    const rule = await this.rules.byId(run.ruleId);
    const running = await this.running(rule);
    const before = run.dueAt;
    const { at, isProvisional } = after(running, before, rule.extension ?? '0 min');
    run.totalMinutes += Math.round(minutesBetween(running, before, at));
    const from = this.clock.now();
    Object.assign(run, { dueAt: at, isProvisional, isExtended: true });
    run.warnAt = warnAt(running, { from, dueAt: at }, { ...rule, totalMinutes: run.totalMinutes });
    run.escalateAt = after(running, at, rule.escalation).at;
    await this.save(tx, run);
    return at;
  }

  /** @throws DomainError assistance.extension_late once the answer is due: more time is asked for and given before */
  async assertNotLate(tx: Tx, request: Timed): Promise<void> {
    const run = await this.currentAnswer(tx, request);
    if (run && this.clock.now() < run.dueAt) return;
    throw new DomainError('assistance.extension_late', { answerDueAt: run?.dueAt.toISOString() ?? null });
  }

  private currentAnswer(tx: Tx, { id }: Timed): Promise<HelpClock | null> {
    return tx.manager
      .createQueryBuilder(HelpClock, 'c')
      .where(`c.helpRequestId = :id AND c.kind = 'answer' AND c.isCurrent AND c.stoppedAt IS NULL`, { id })
      .getOne();
  }

  private dueIn(run: HelpClock, rule: RequestRule, { running, left }: { running: Running; left: number }): void {
    const from = this.clock.now();
    const { at: dueAt, isProvisional } = addMinutes(running, from, left);
    const { totalMinutes } = run;
    Object.assign(run, { dueAt, isProvisional, escalateAt: after(running, dueAt, rule.escalation).at });
    run.warnAt = warnAt(running, { from, dueAt }, { totalMinutes, warnPercent: rule.warnPercent });
  }

  private async save(tx: Tx, run: HelpClock): Promise<void> {
    const events = await tx.manager.findBy(ClockEvent, { clockId: run.id });
    run.nextAt = eventsAhead(run, new Set(events.map(({ kind }) => kind)))[0]?.at ?? null;
    await tx.manager.save(HelpClock, run);
  }

  private async running({ isRoundTheClock }: RequestRule): Promise<Running> {
    return { time: await this.calendar.time(), isRoundTheClock };
  }
}
