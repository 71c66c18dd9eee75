import { Injectable } from '@nestjs/common';
import { Transactions } from '@nqi/shared/database';
import type { HelpType } from '../requests/help-request-facts';

/** What is promised to those who ask, for one type of request. Durations as in `after` of clock-times. */
export interface RequestRule {
  id: string;
  type: HelpType;
  /** Urgent requests do not wait until the morning. */
  isRoundTheClock: boolean;
  firstResponse: string;
  answer: string;
  /** After the due moment. */
  escalation: string;
  /** Null: none is given. */
  extension: string | null;
  /** How long the platform waits for the requester's reply, and for acceptance. */
  reply: string;
  acceptance: string;
  warnPercent: number;
  maxPauses: number;
  maxTransfers: number;
  /** Rounds without satisfaction after which another expert is needed. */
  maxRoundsPerExpert: number;
  maxReopenings: number;
  reopeningDays: number;
  needsCallback: boolean;
  effectiveFrom: string;
  effectiveTo: string | null;
}

/** Rules change by new rows, a few times a year; every process notices within a minute. */
const BELIEVED_MS = 60_000;

/** The dated rows behind clocks and limits (HANDBOOK §5.3, §5.4). */
@Injectable()
export class RequestRulesService {
  private known: { rules: RequestRule[]; readAt: number } | undefined;

  constructor(private readonly transactions: Transactions) {}

  /** @param on `YYYY-MM-DD`: the day on which a clock starts, or a limit is asked for */
  async of(type: HelpType, on: string): Promise<RequestRule> {
    const rule = (await this.all()).find(
      (one) => one.type === type && one.effectiveFrom <= on && (one.effectiveTo === null || on <= one.effectiveTo),
    );
    if (!rule) throw new Error(`No rule for help requests of type ${type} is in force on ${on}.`);
    return rule;
  }

  /** The rule that a running clock was started by. */
  async byId(id: string): Promise<RequestRule> {
    const rule = (await this.all()).find((one) => one.id === id);
    if (!rule) throw new Error(`There is no rule ${id} for help requests.`);
    return rule;
  }

  private async all(): Promise<RequestRule[]> {
    if (!this.known || Date.now() - this.known.readAt >= BELIEVED_MS) {
      this.known = { rules: await this.read(), readAt: Date.now() };
    }
    return this.known.rules;
  }

  private read(): Promise<RequestRule[]> {
    return this.transactions.manager.query<RequestRule[]>(
      `SELECT id, type, is_round_the_clock AS "isRoundTheClock", first_response AS "firstResponse", answer, escalation,
              extension, reply, acceptance, warn_percent AS "warnPercent", max_pauses AS "maxPauses",
              max_transfers AS "maxTransfers", max_rounds_per_expert AS "maxRoundsPerExpert",
              max_reopenings AS "maxReopenings", reopening_days AS "reopeningDays", needs_callback AS "needsCallback",
              effective_from AS "effectiveFrom", effective_to AS "effectiveTo"
       FROM help_request_rules`,
    );
  }
}
