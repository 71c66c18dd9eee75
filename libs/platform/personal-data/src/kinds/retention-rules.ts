import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import type { RetentionRule } from './personal-data-kind';

/** Kept for no time at all. */
const NONE: RetentionRule = { years: 0, basisZh: '', basisEn: '' };

/** For how long the law keeps what: dated rows. */
@Injectable()
export class RetentionRules {
  constructor(private readonly clock: Clock) {}

  /** The rules in force today, by kind; who has none holds nothing. */
  async today(tx: Tx): Promise<(kind: string) => RetentionRule> {
    const rows = await tx.sql<RetentionRule & { kind: string }>(
      `SELECT kind, years, basis_zh AS "basisZh", basis_en AS "basisEn" FROM retention_rules
       WHERE effective_from <= $1 AND coalesce(effective_to, 'infinity') >= $1`,
      [this.clock.today()],
    );
    const rules = new Map(rows.map((row) => [row.kind, row]));
    return (kind) => rules.get(kind) ?? NONE;
  }
}
