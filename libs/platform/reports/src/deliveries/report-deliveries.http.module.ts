import { Module } from '@nestjs/common';
import { DeliveryContactController } from './delivery-contact.controller';
import { DeliveryTransportController } from './delivery-transport.controller';
import { ReportDeliveriesModule } from './report-deliveries.module';
import { ReportDeliveryController } from './report-delivery.controller';
import { ReportDeliveryService } from './report-delivery.service';
import { ReportDownloads } from './report-downloads.service';

@Module({
  imports: [ReportDeliveriesModule],
  controllers: [ReportDeliveryController, DeliveryTransportController, DeliveryContactController],
  providers: [ReportDeliveryService, ReportDownloads],
  exports: [ReportDownloads],
})
export class ReportDeliveriesHttpModule {}
