import { Module } from '@nestjs/common';
import { MetrologyDeliveryController } from '../appointments/delivery.controller';
import { AppointmentWindowController } from '../appointments/window.controller';
import { WindowQueries } from '../appointments/window.queries';
import { MetrologyItemController } from '../items/item.controller';
import { ItemQueries } from '../items/item.queries';
import { MetrologyResultController } from '../results/result.controller';
import { ResultQueries } from '../results/result.queries';
import { ResultsModule } from '../results/results.module';
import { MeasurementStandardController } from '../standards/measurement-standard.controller';
import { MeasurementStandardQueries } from '../standards/measurement-standard.queries';
import { DueOrderController } from './due-order.controller';
import { MetrologyOrderContactController } from './order-contact.controller';
import { MetrologyOrderController } from './order.controller';
import { OrderQueries } from './order.queries';
import { MetrologyOrderReviewController } from './order-review.controller';
import { OrdersModule } from './orders.module';

@Module({
  imports: [OrdersModule, ResultsModule],
  controllers: [
    ...[
      MetrologyOrderController,
      MetrologyOrderReviewController,
      MetrologyDeliveryController,
      MetrologyItemController,
      MetrologyResultController,
    ],
    ...[AppointmentWindowController, MeasurementStandardController, MetrologyOrderContactController],
    DueOrderController,
  ],
  providers: [OrderQueries, ItemQueries, ResultQueries, WindowQueries, MeasurementStandardQueries],
  exports: [ItemQueries],
})
export class OrdersHttpModule {}
