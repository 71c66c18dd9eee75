import { Injectable } from '@nestjs/common';
import { Transactions } from '@nqi/shared/database';

/** What holds for every booking of the platform; what one piece of equipment asks for stands in its opening rule. */
export interface BookingRule {
  version: string;
  /** How long a draft holds its time. */
  holdMinutes: number;
  earlyStartMinutes: number;
  /** After so long without use a booking is missed. */
  noShowMinutes: number;
  /** Pieces of equipment in one booking. */
  maxResources: number;
  effectiveFrom: string;
  effectiveTo: string | null;
}

/** Rules change by new rows, a few times a year; every process notices within a minute. */
const BELIEVED_MS = 60_000;

/** The dated rows behind the decisions of this line. */
@Injectable()
export class EquipmentRulesService {
  private rules: { rows: BookingRule[]; readAt: number } | undefined;

  constructor(private readonly transactions: Transactions) {}

  /** The rule in force on a day. */
  async on(date: string): Promise<BookingRule> {
    const rows = await this.current();
    const rule = rows.find(({ effectiveFrom, effectiveTo }) => effectiveFrom <= date && (effectiveTo ?? date) >= date);
    if (!rule) throw new Error(`No booking rule is in force on ${date}.`);
    return rule;
  }

  private async current(): Promise<BookingRule[]> {
    if (!this.rules || Date.now() - this.rules.readAt >= BELIEVED_MS) {
      this.rules = { rows: await this.read(), readAt: Date.now() };
    }
    return this.rules.rows;
  }

  private read(): Promise<BookingRule[]> {
    return this.transactions.manager.query<BookingRule[]>(
      `SELECT version, hold_minutes AS "holdMinutes", early_start_minutes AS "earlyStartMinutes",
              no_show_minutes AS "noShowMinutes", max_resources AS "maxResources",
              effective_from AS "effectiveFrom", effective_to AS "effectiveTo"
       FROM equipment_booking_rules`,
    );
  }
}
