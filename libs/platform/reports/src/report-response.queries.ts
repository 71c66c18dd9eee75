import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { CONFIG, type Config } from '@nqi/shared/config';
import { Transactions } from '@nqi/shared/database';
import { type ReportResponse, toRenderingResponse, toResponse } from './report.dto';
import type { Report } from './report.entity';
import { SUCCESSOR } from './report-successor';
import { ReportQueries } from './report.queries';

/** A report with all that is read beside it. */
@Injectable()
export class ReportResponses {
  constructor(
    private readonly transactions: Transactions,
    private readonly queries: ReportQueries,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws DomainError record.not_found */
  async of(actor: Actor, id: string): Promise<ReportResponse> {
    const report = await this.queries.get(actor, id);
    const rendering = await this.queries.issuing(report);
    const job = rendering && toRenderingResponse(rendering, await this.queries.filesOf(rendering.id));
    const replacedById = await this.successorOf(report);
    return { ...toResponse(actor, report, job, this.config.PUBLIC_URL), replacedById };
  }

  private async successorOf({ id, supersededAt }: Report): Promise<string | null> {
    if (!supersededAt) return null;
    const [successor] = await this.transactions.manager.query<{ id: string }[]>(SUCCESSOR, [id]);
    return successor?.id ?? null;
  }
}
