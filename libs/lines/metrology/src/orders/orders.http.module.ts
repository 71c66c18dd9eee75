import { Module } from '@nestjs/common';
import { DeliveryController } from '../appointments/delivery.controller';
import { WindowController } from '../appointments/window.controller';
import { WindowQueries } from '../appointments/window.queries';
import { ItemController } from '../items/item.controller';
import { ItemQueries } from '../items/item.queries';
import { ResultController } from '../results/result.controller';
import { ResultQueries } from '../results/result.queries';
import { ResultsModule } from '../results/results.module';
import { MeasurementStandardController } from '../standards/measurement-standard.controller';
import { MeasurementStandardQueries } from '../standards/measurement-standard.queries';
import { OrderController } from './order.controller';
import { OrderQueries } from './order.queries';
import { OrderReviewController } from './order-review.controller';
import { OrdersModule } from './orders.module';

@Module({
  imports: [OrdersModule, ResultsModule],
  controllers: [
    ...[OrderController, OrderReviewController, DeliveryController, ItemController, ResultController],
    ...[WindowController, MeasurementStandardController],
  ],
  providers: [OrderQueries, ItemQueries, ResultQueries, WindowQueries, MeasurementStandardQueries],
})
export class OrdersHttpModule {}
