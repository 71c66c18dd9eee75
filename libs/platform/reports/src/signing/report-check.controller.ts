import { Controller, Header, Post, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Bytes, Operation, Public, TakesBytes } from '@nqi/shared/http';
import { VerificationLimitGuard } from '../verification-limit.guard';
import { FileCheck } from './report-check.dto';
import { ReportCheckQueries } from './report-check.queries';

const MOST_BYTES = 20 * 1_024 * 1_024;

@ApiTags('verification')
@Public()
@UseGuards(VerificationLimitGuard)
@Controller('v/checks')
export class ReportCheckController {
  constructor(private readonly queries: ReportCheckQueries) {}

  // The file is looked at and not kept.
  @Post()
  @Header('Cache-Control', 'no-store')
  @TakesBytes(['application/pdf'], { bytes: MOST_BYTES, code: 'reports.file_too_large' })
  @Operation({
    summary: 'What a file is that somebody was handed: genuine, altered after it was signed, or never issued here',
    status: 200,
    errors: ['reports.file_too_large'],
  })
  check(@Bytes() file: Buffer): Promise<FileCheck> {
    return this.queries.check(file);
  }
}
