import { Module } from '@nestjs/common';
import { FormsModule } from '@nqi/platform/forms';
import { ItemQueries } from '../items/item.queries';
import { OrderFormContentService } from './order-form-content.service';
import { OrderFormKind } from './order-form.kind';
import { OrderQueries } from './order.queries';
import { OrdersModule } from './orders.module';

/** 预约送检单: asked for in one process and set in the other. */
@Module({
  imports: [OrdersModule, FormsModule],
  providers: [OrderQueries, ItemQueries, OrderFormContentService, OrderFormKind],
})
export class OrderFormsModule {}
