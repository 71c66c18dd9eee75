import { Controller, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Bytes, Operation, Public, TakesBytes } from '@nqi/shared/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { htmlAnswer } from '../html-answer';
import { VerificationLimitGuard } from '../verification-limit.guard';
import { renderFileCheck } from './check-page';
import { fileInForm } from './form-file';
import { FileCheck } from './report-check.dto';
import { ReportCheckQueries } from './report-check.queries';

const MOST_BYTES = 20 * 1_024 * 1_024;

@ApiTags('verification')
@Public()
@UseGuards(VerificationLimitGuard)
@Controller('v/checks')
export class ReportCheckController {
  constructor(private readonly queries: ReportCheckQueries) {}

  // The file is looked at and not kept. A browser sends it in a form, a program as it is.
  @Post()
  @TakesBytes(['application/pdf', 'multipart/form-data'], { bytes: MOST_BYTES, code: 'reports.file_too_large' })
  @ApiOkResponse({ type: FileCheck })
  @Operation({
    summary: 'What a file is that somebody was handed: genuine, altered after it was signed, or never issued here',
    status: 200,
    errors: ['reports.file_too_large'],
  })
  async check(
    @Bytes() body: Buffer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FileCheck | string> {
    const { 'content-type': type = '' } = request.headers;
    const file = type.startsWith('multipart/') ? (fileInForm(body, type) ?? Buffer.alloc(0)) : body;
    const found = await this.queries.check(file);
    const language = htmlAnswer(request, reply);
    void reply.header('Cache-Control', 'no-store');
    return language ? renderFileCheck(found, language) : found;
  }
}
