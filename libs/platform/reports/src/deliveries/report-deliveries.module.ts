import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { NoticesModule } from '@nqi/platform/notices';
import { PersonalDataModule } from '@nqi/platform/personal-data';
import { DeliveryContactKind } from './delivery-contact.kind';
import { DeliveryNotices } from './delivery-notices.kind';
import { ReportDeliveryItem } from './report-delivery-item.entity';
import { ReportDelivery } from './report-delivery.entity';
import { ReportDeliveryQueries } from './report-delivery.queries';

/** Issued reports on their way to people, for every process. */
@Module({
  imports: [
    TypeOrmModule.forFeature([ReportDelivery, ReportDeliveryItem]),
    ...[NoticesModule, PersonalDataModule, DeliveryNotices],
  ],
  providers: [DeliveryContactKind, ReportDeliveryQueries],
  exports: [NoticesModule, PersonalDataModule, ReportDeliveryQueries],
})
export class ReportDeliveriesModule {}
