import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PersonalDataModule } from '@nqi/platform/personal-data';
import { JobsModule } from '@nqi/shared/jobs';
import { ReportExportItem } from './exports/report-export-item.entity';
import { ReportExport, reportExport } from './exports/report-export.entity';
import { BODY_FONT, GlyphCoverage } from './glyph-coverage';
import { ReportAmendmentService } from './report-amendment.service';
import { ReportContents } from './report-contents';
import { ReportFile } from './report-file.entity';
import { ReportKinds } from './report-kind';
import { ReportRendering, reportRendering } from './report-rendering.entity';
import { ReportRenderingService } from './report-rendering.service';
import { ReportRevocation } from './report-revocation.entity';
import { ReportNotices } from './report-notices.kind';
import { ReportRevocationService } from './report-revocation.service';
import { ReportRules } from './report-rules.service';
import { Report } from './report.entity';
import { ReportService } from './report.service';
import { SignatureKind } from './signature.kind';
import { ReportSignature } from './signing/report-signature.entity';
import { SigningKey } from './signing/signing-key.entity';
import { TestSigningKey } from './signing/test-signing-key.entity';

/** Drafts, the four-eyes life and the orders for files, for every process. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Report, ReportRendering, ReportFile, ReportRevocation, ReportExport, ReportExportItem]),
    TypeOrmModule.forFeature([ReportSignature, SigningKey, TestSigningKey]),
    ...[JobsModule.declare(reportRendering), JobsModule.declare(reportExport), PersonalDataModule, ReportNotices],
  ],
  providers: [
    ...[ReportKinds, ReportService, ReportRenderingService, SignatureKind],
    ...[ReportRules, ReportContents, ReportAmendmentService, ReportRevocationService],
    { provide: GlyphCoverage, useFactory: () => new GlyphCoverage(require.resolve(BODY_FONT)) },
  ],
  exports: [ReportKinds, ReportService, ReportRenderingService, ReportAmendmentService, ReportRevocationService],
})
export class ReportsModule {}
