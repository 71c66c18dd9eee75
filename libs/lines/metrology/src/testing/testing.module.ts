import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '@nqi/platform/identity';
import { ReportsModule } from '@nqi/platform/reports';
import { StandardsModule } from '@nqi/platform/standards';
import { OrdersModule } from '../orders/orders.module';
import { MetrologyTest } from './metrology-test.entity';
import { TestEntryService } from './test-entry.service';
import { TestReportContentService } from './test-report-content.service';
import { TestReportKind } from './test-report.kind';
import { TestRowsService } from './test-rows.service';
import { TestingCapability } from './testing-capability.entity';
import { TestingCapabilityService } from './testing-capability.service';

const services = [TestingCapabilityService, TestEntryService];

/** 委托检验: what is found out of samples, and the reports that come of it. */
@Module({
  imports: [
    TypeOrmModule.forFeature([MetrologyTest, TestingCapability]),
    ...[IdentityModule, OrdersModule, ReportsModule, StandardsModule],
  ],
  providers: [...services, TestRowsService, TestReportContentService, TestReportKind],
  exports: services,
})
export class TestingModule {}
