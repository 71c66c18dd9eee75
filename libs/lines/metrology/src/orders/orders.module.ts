import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '@nqi/platform/identity';
import { PaymentsModule } from '@nqi/platform/payments';
import { PersonalDataModule } from '@nqi/platform/personal-data';
import { StandardsModule } from '@nqi/platform/standards';
import { AppointmentPlacesService } from '../appointments/appointment-places.service';
import { AppointmentService } from '../appointments/appointment.service';
import { AppointmentWindow } from '../appointments/window.entity';
import { WindowService } from '../appointments/window.service';
import { InstrumentsModule } from '../instruments/instruments.module';
import { MetrologyItem } from '../items/item.entity';
import { ItemService } from '../items/item.service';
import { ReceiptService } from '../items/receipt.service';
import { MetrologyRulesService } from '../rules/metrology-rules.service';
import { DueOrderService } from './due-order.service';
import { OrderCompletionService } from './order-completion.service';
import { OrderContactKind } from './order-contact.kind';
import { OrderFeeKind } from './order-fee.kind';
import { OrderLinesService } from './order-lines.service';
import { MetrologyOrder } from './order.entity';
import { OrderNotices } from './order-notices.kind';
import { OrderService } from './order.service';
import { QuotationService } from './quotation.service';
import { SampleLinesService } from './sample-lines.service';

const appointments = [AppointmentPlacesService, AppointmentService, WindowService];
const orders = [OrderLinesService, OrderService, DueOrderService, QuotationService, OrderCompletionService];
const services = [MetrologyRulesService, ...appointments, ...orders, ItemService, ReceiptService];

/** Orders, the instruments in them, and when they come. */
@Module({
  imports: [
    TypeOrmModule.forFeature([MetrologyOrder, MetrologyItem, AppointmentWindow]),
    ...[IdentityModule, InstrumentsModule, PaymentsModule, PersonalDataModule, StandardsModule, OrderNotices],
  ],
  providers: [...services, SampleLinesService, OrderFeeKind, OrderContactKind],
  exports: [...services, PaymentsModule, PersonalDataModule],
})
export class OrdersModule {}
