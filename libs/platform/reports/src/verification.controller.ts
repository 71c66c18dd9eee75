import { Controller, Get, Param, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DomainError } from '@nqi/shared/errors';
import { Operation, Public } from '@nqi/shared/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { htmlAnswer } from './html-answer';
import { VerificationQuery, VerificationResponse } from './verification.dto';
import { VerificationLimitGuard } from './verification-limit.guard';
import { renderMissing, renderVerificationForm, renderVerificationPage } from './verification-page';
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
    const language = htmlAnswer(request, reply);
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
    const language = htmlAnswer(request, reply);
    if (!language) return this.queries.byToken(token);
    try {
      return renderVerificationPage(await this.queries.byToken(token), language);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      void reply.status(404);
      return renderMissing(language);
    }
  }
}
