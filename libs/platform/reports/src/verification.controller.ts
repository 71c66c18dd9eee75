import { Controller, Get, Param, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DomainError, type Language, languageOf } from '@nqi/shared/errors';
import { Operation, Public } from '@nqi/shared/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { VerificationQuery, VerificationResponse } from './verification.dto';
import { VerificationLimitGuard } from './verification-limit.guard';
import { renderVerificationForm, renderVerificationPage } from './verification-page';
import { VerificationQueries } from './verification.queries';

@ApiTags('verification')
@Public()
@UseGuards(VerificationLimitGuard)
@Controller('v')
export class VerificationController {
  constructor(private readonly queries: VerificationQueries) {}

  @Get()
  @ApiOkResponse({ type: VerificationResponse })
  @Operation({
    summary: 'Public check by number and check code; a browser gets the form for them',
    errors: ['reports.no_match', 'request.too_many'],
  })
  async lookUp(
    @Query() { number = '', code = '' }: VerificationQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VerificationResponse | string> {
    const language = prepare(request, reply);
    if (!language) return this.queries.byNumber(number, code);
    if (!number && !code) return renderVerificationForm(language, { number, isRefused: false });
    try {
      return renderVerificationPage(await this.queries.byNumber(number, code), language);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      void reply.status(404);
      return renderVerificationForm(language, { number, isRefused: true });
    }
  }

  @Get(':token')
  @ApiOkResponse({ type: VerificationResponse })
  @Operation({
    summary: 'Public check of a report; HTML or JSON by Accept',
    errors: ['record.not_found', 'request.too_many'],
  })
  async verify(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VerificationResponse | string> {
    const language = prepare(request, reply);
    const verification = await this.queries.byToken(token);
    return language ? renderVerificationPage(verification, language) : verification;
  }
}

/** @returns the language of the page that a browser is to get; undefined for whoever asks for JSON */
function prepare({ headers }: FastifyRequest, reply: FastifyReply): Language | undefined {
  void reply.header('Vary', 'Accept, Accept-Language').header('Cache-Control', 'no-cache');
  if (!prefersHtml(headers.accept)) return undefined;
  void reply.type('text/html; charset=utf-8');
  return languageOf(headers['accept-language']);
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
