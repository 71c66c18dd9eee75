import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type Holding,
  type Person,
  type PersonalDataKind,
  PersonalDataKinds,
  type RetentionRule,
} from '@nqi/platform/personal-data';
import type { Tx } from '@nqi/shared/database';

const SIGNED = '(author_id = $1 OR checker_id = $1 OR approver_id = $1)';

/**
 * Reports that a person wrote, checked or signed. An approved one is frozen with the names that stand on it; whoever
 * verifies it must find what was signed.
 */
@Injectable()
export class SignatureKind implements PersonalDataKind, OnModuleInit {
  readonly name = 'report';
  readonly columns = [];

  constructor(private readonly kinds: PersonalDataKinds) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  collect(tx: Tx, { userId }: Person): Promise<unknown> {
    return tx.sql(
      `SELECT number, kind, state, author_id = $1 AS "isAuthor", checker_id IS NOT DISTINCT FROM $1::uuid AS "isChecker",
              approver_id IS NOT DISTINCT FROM $1::uuid AS "isSignatory", issued_at AS "issuedAt"
       FROM reports WHERE ${SIGNED} ORDER BY id`,
      [userId],
    );
  }

  async holds(tx: Tx, { userId, today }: Person, { years }: RetentionRule): Promise<Holding> {
    const [row] = await tx.sql<Holding>(
      `SELECT count(*)::int AS count, CASE WHEN bool_and(issued_at IS NOT NULL)
                THEN to_char(max(issued_at) + make_interval(years => $2, days => 1), 'YYYY-MM-DD') END AS until
       FROM reports WHERE ${SIGNED} AND (issued_at IS NULL OR issued_at > $3::date - make_interval(years => $2))`,
      [userId, years, today],
    );
    return row ?? { count: 0, until: null };
  }

  /** Names stand in nothing but the frozen content. */
  async erase(): Promise<void> {}
}
