import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { type ReportRule, type Signers, unitedDuties } from './report-duties';

type Ruled = Signers & { readonly kind: string; readonly institutionId: string };

/** The dated rows behind the duties of a report. */
@Injectable()
export class ReportRules {
  constructor(private readonly clock: Clock) {}

  /** The narrowest rule in force: that of the institution before that of the kind before the one for all. */
  async of(tx: Tx, { kind, institutionId }: Pick<Ruled, 'kind' | 'institutionId'>): Promise<ReportRule> {
    const [rule] = await tx.sql<ReportRule>(
      `SELECT version, author_may_check AS "authorMayCheck", author_may_approve AS "authorMayApprove",
              checker_may_approve AS "checkerMayApprove", revoked_by_one AS "revokedByOne"
       FROM report_rules
       WHERE (kind IS NULL OR kind = $1) AND (institution_id IS NULL OR institution_id = $2)
         AND $3::date BETWEEN effective_from AND coalesce(effective_to, 'infinity')
       ORDER BY institution_id IS NULL, kind IS NULL LIMIT 1`,
      [kind, institutionId, this.clock.today()],
    );
    if (!rule) throw new Error(`No rule of reports is in force for ${kind}.`);
    return rule;
  }

  /** @throws DomainError reports.same_person, with the rule and the duties that are not to meet in one person */
  async assertDuties(tx: Tx, report: Ruled): Promise<void> {
    const rule = await this.of(tx, report);
    const duties = unitedDuties(rule, report);
    if (duties) throw new DomainError('reports.same_person', { rule: rule.version, duties });
  }
}
