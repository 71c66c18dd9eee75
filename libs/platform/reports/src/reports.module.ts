import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PersonalDataModule } from '@nqi/platform/personal-data';
import { JobsModule } from '@nqi/shared/jobs';
import { BODY_FONT, GlyphCoverage } from './glyph-coverage';
import { ReportFile } from './report-file.entity';
import { ReportKinds } from './report-kind';
import { ReportRendering, reportRendering } from './report-rendering.entity';
import { ReportRenderingService } from './report-rendering.service';
import { Report } from './report.entity';
import { ReportService } from './report.service';
import { SignatureKind } from './signature.kind';

/** Drafts, the four-eyes life and the orders for files, for every process. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Report, ReportRendering, ReportFile]),
    ...[JobsModule.declare(reportRendering), PersonalDataModule],
  ],
  providers: [
    ...[ReportKinds, ReportService, ReportRenderingService, SignatureKind],
    { provide: GlyphCoverage, useFactory: () => new GlyphCoverage(require.resolve(BODY_FONT)) },
  ],
  exports: [ReportKinds, ReportService, ReportRenderingService],
})
export class ReportsModule {}
