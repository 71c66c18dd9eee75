import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { ReportRevocation } from './report-revocation.entity';
import { ReportQueries } from './report.queries';

/** Who may see the report reads of its revocation once it took effect; what was only proposed, the institution alone. */
@Injectable()
export class ReportRevocationQueries {
  constructor(
    private readonly transactions: Transactions,
    private readonly reports: ReportQueries,
  ) {}

  async of(actor: Actor, reportId: string): Promise<ReportRevocation[]> {
    const { institutionId } = await this.reports.get(actor, reportId);
    const seen = actor.organisationId === institutionId ? {} : { state: 'effective' as const };
    const where = { reportId, ...seen };
    return this.transactions.manager.find(ReportRevocation, { where, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  async get(actor: Actor, id: string): Promise<ReportRevocation> {
    const revocation = await this.transactions.manager.findOneBy(ReportRevocation, { id });
    const seen = revocation ? await this.of(actor, revocation.reportId) : [];
    const found = seen.find((one) => one.id === id);
    if (!found) throw new DomainError('record.not_found');
    return found;
  }
}
