import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { OrganisationService } from '@nqi/platform/identity';
import { cityDate } from '@nqi/shared/calendar';
import { Transactions } from '@nqi/shared/database';
import { DomainError, languageOf } from '@nqi/shared/errors';
import { Operation, Public } from '@nqi/shared/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type PublicFact, ReportKinds } from './report-kind';
import { ReportQueries } from './report.queries';
import { renderVerificationPage } from './verification-page';
import { type VerificationFact, VerificationResponse } from './verification.dto';

@ApiTags('verification')
@Public()
@Controller('v')
export class VerificationController {
  constructor(
    private readonly queries: ReportQueries,
    private readonly kinds: ReportKinds,
    private readonly organisations: OrganisationService,
    private readonly transactions: Transactions,
  ) {}

  @Get(':token')
  @ApiOkResponse({ type: VerificationResponse })
  @Operation({ summary: 'Public check of a report; HTML or JSON by Accept', errors: ['record.not_found'] })
  async verify(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VerificationResponse | string> {
    void reply.header('Vary', 'Accept, Accept-Language').header('Cache-Control', 'no-cache');
    const verification = await this.find(token);
    if (!prefersHtml(request.headers.accept)) return verification;
    void reply.type('text/html; charset=utf-8');
    return renderVerificationPage(verification, languageOf(request.headers['accept-language']));
  }

  private async find(token: string): Promise<VerificationResponse> {
    if (!/^[\w-]{32}$/.test(token)) throw new DomainError('record.not_found');
    const { report, files } = await this.queries.byToken(token);
    const kind = this.kinds.of(report);
    const names = await this.transactions.run((tx) => this.organisations.byIds(tx, [report.institutionId]));
    return {
      status: 'valid',
      number: report.number ?? '',
      title: kind.title,
      institution: names.get(report.institutionId)?.name ?? '',
      issuedOn: report.approvedAt ? cityDate(report.approvedAt) : '',
      facts: kind.publicFacts(report.content).map(inBothLanguages),
      files: files.map(({ document, sha256 }) => ({ document, sha256 })),
    };
  }
}

function inBothLanguages({ label, value }: PublicFact): VerificationFact {
  return { label, value: typeof value === 'string' ? { zh: value, en: value } : value };
}

/** Browsers name HTML before everything else; whoever wants JSON more, or does not say, gets JSON. */
function prefersHtml(accept = ''): boolean {
  return weightIn(accept, 'text/html') > weightIn(accept, 'application/json');
}

/** The `q` of a media type in an Accept header: 1 unless it says otherwise, 0 when it is not named. */
function weightIn(accept: string, type: string): number {
  const named = accept.split(',').find((range) => range.split(';', 1)[0]?.trim().toLowerCase() === type);
  if (!named) return 0;
  return Number(/;\s*q=([\d.]+)/i.exec(named)?.[1] ?? 1);
}
