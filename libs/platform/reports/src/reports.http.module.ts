import { Module } from '@nestjs/common';
import { MandatesModule } from '@nqi/platform/mandates';
import { LimitsModule } from '@nqi/shared/limits';
import { ReportDeliveriesHttpModule } from './deliveries/report-deliveries.http.module';
import { ReportExportController } from './exports/report-export.controller';
import { ReportExportQueries } from './exports/report-export.queries';
import { ReportExportService } from './exports/report-export.service';
import { ReportSelection } from './exports/report-selection';
import { ReportAmendmentController } from './report-amendment.controller';
import { ReportRenderingController } from './report-rendering.controller';
import { ReportResponses } from './report-response.queries';
import { ReportRevocationController } from './report-revocation.controller';
import { ReportRevocationQueries } from './report-revocation.queries';
import { ReportController } from './report.controller';
import { ReportQueries } from './report.queries';
import { ReportsModule } from './reports.module';
import { VerificationController } from './verification.controller';
import { ReportCheckController } from './signing/report-check.controller';
import { ReportCheckQueries } from './signing/report-check.queries';
import { SigningKeyController } from './signing/signing-key.controller';
import { SigningKeyQueries } from './signing/signing-key.queries';
import { TrustAnchors } from './signing/trust-anchors';
import { VerificationLimitGuard } from './verification-limit.guard';
import { VerificationQueries } from './verification.queries';

@Module({
  imports: [ReportsModule, ReportDeliveriesHttpModule, MandatesModule, LimitsModule],
  controllers: [
    ...[ReportController, ReportAmendmentController, ReportExportController, ReportRenderingController],
    ...[ReportRevocationController, VerificationController, ReportCheckController, SigningKeyController],
  ],
  providers: [
    ...[ReportQueries, ReportResponses, ReportRevocationQueries, ReportSelection, ReportExportQueries],
    ...[ReportExportService, VerificationQueries, VerificationLimitGuard, ReportCheckQueries],
    ...[SigningKeyQueries, TrustAnchors],
  ],
})
export class ReportsHttpModule {}
