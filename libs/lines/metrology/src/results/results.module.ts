import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '@nqi/platform/identity';
import { ReportsModule } from '@nqi/platform/reports';
import { CertificateContentService } from '../certificates/certificate-content.service';
import { CertificateKind } from '../certificates/certificate.kind';
import { InstrumentsModule } from '../instruments/instruments.module';
import { OrdersModule } from '../orders/orders.module';
import { MeasurementStandard } from '../standards/measurement-standard.entity';
import { MeasurementStandardService } from '../standards/measurement-standard.service';
import { ComputationService } from './computation.service';
import { MeasuredResult } from './measured-result.entity';
import { Measurement } from './measurement.entity';
import { ResultEntryService } from './result-entry.service';
import { ValidityService } from './validity.service';

const services = [MeasurementStandardService, ResultEntryService];

/** What is measured with which standards, and the certificates that come of it. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Measurement, MeasuredResult, MeasurementStandard]),
    ...[IdentityModule, InstrumentsModule, OrdersModule, ReportsModule],
  ],
  providers: [...services, ComputationService, ValidityService, CertificateContentService, CertificateKind],
  exports: services,
})
export class ResultsModule {}
