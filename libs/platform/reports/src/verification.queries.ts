import { Injectable } from '@nestjs/common';
import { OrganisationService } from '@nqi/platform/identity';
import { cityDate } from '@nqi/shared/calendar';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { IsNull, Not } from 'typeorm';
import { checkCodeOf, isCheckCode, readCheckCode } from './check-code';
import { type PublicFact, ReportKinds } from './report-kind';
import { ReportRevocation } from './report-revocation.entity';
import { FILES_OF_ISSUE } from './report-file.entity';
import { Report } from './report.entity';
import { SUCCESSOR } from './report-successor';
import { standingOf } from './standing';
import type { VerificationFact, VerificationResponse } from './verification.dto';

/** Stands for a report that there is not: an unknown number takes the road of a wrong code. */
const NOBODYS = { token: 'A'.repeat(32), number: '' };

const TEST_SIGNATURE = `
  SELECT EXISTS (SELECT FROM report_files f JOIN report_renderings r ON r.id = f.rendering_id
    JOIN report_signatures s ON s.id = f.id JOIN signing_keys k ON k.id = s.signing_key_id
    WHERE r.report_id = $1 AND r.purpose = 'issue' AND k.is_test) AS "isTestSignature"`;

/** What anybody may know who holds a report, or its number and check code. */
@Injectable()
export class VerificationQueries {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly kinds: ReportKinds,
    private readonly organisations: OrganisationService,
  ) {}

  /** @throws DomainError record.not_found, for drafts, too */
  async byToken(token: string): Promise<VerificationResponse> {
    const report = /^[\w-]{32}$/.test(token) && (await this.issued({ token }))[0];
    if (!report) throw new DomainError('record.not_found');
    return this.of(report);
  }

  /** @throws DomainError reports.no_match, the same for an unknown number and a wrong code */
  async byNumber(number: string, typed: string): Promise<VerificationResponse> {
    const code = readCheckCode(typed);
    // Each institution has its own series: several may have given this number.
    const candidates = await this.issued({ number: number.trim().toUpperCase() });
    const matching = [NOBODYS, ...candidates].filter((one) => isCheckCode(code, checkCodeOf(one)));
    const report = candidates.find((one) => matching.includes(one));
    if (!report) throw new DomainError('reports.no_match');
    return this.of(report);
  }

  private issued(where: { token: string } | { number: string }): Promise<Report[]> {
    return this.transactions.manager.findBy(Report, { ...where, issuedAt: Not(IsNull()) });
  }

  /** In one transaction, so that standing, successor and reason are of one moment. */
  private of(report: Report): Promise<VerificationResponse> {
    const { content, approvedAt, number } = report;
    const kind = this.kinds.of(report);
    const validUntil = kind.validUntil(content);
    return this.transactions.run(async (tx) => {
      const names = await this.organisations.byIds(tx, [report.institutionId]);
      return {
        ...{
          status: standingOf({ ...report, validUntil }, this.clock.today()),
          number: number ?? '',
          title: kind.title,
        },
        institution: names.get(report.institutionId)?.name ?? '',
        issuedOn: approvedAt ? cityDate(approvedAt) : '',
        validUntil,
        ...(await this.endOf(tx, report)),
        isTestSignature:
          (await tx.sql<{ isTestSignature: boolean }>(TEST_SIGNATURE, [report.id]))[0]?.isTestSignature === true,
        facts: kind.publicFacts(content).map(inBothLanguages),
        files: await tx.sql<{ document: string; sha256: string }>(FILES_OF_ISSUE, [report.id]),
      };
    });
  }

  private async endOf(
    tx: Tx,
    { id, supersededAt, revokedAt }: Report,
  ): Promise<Pick<VerificationResponse, 'successor' | 'endedOn' | 'reason'>> {
    const end = revokedAt ?? supersededAt;
    const [successor] = supersededAt ? await tx.sql<{ number: string; token: string }>(SUCCESSOR, [id]) : [];
    const revocation =
      revokedAt && (await tx.manager.findOneBy(ReportRevocation, { reportId: id, state: 'effective' }));
    return {
      endedOn: end && cityDate(end),
      successor: successor ? { number: successor.number, href: `/v/${successor.token}` } : null,
      reason: revocation ? revocation.publicReason : null,
    };
  }
}

function inBothLanguages({ label, value }: PublicFact): VerificationFact {
  return { label, value: typeof value === 'string' ? { zh: value, en: value } : value };
}
