import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PaymentAllocation } from './payment-allocation.entity';
import { PaymentKinds } from './payment-kind';
import { PaymentOrder } from './payment-order.entity';
import { PaymentOrderService } from './payment-order.service';

/** Orders and their settlement, for every process. */
@Module({
  imports: [TypeOrmModule.forFeature([PaymentOrder, PaymentAllocation])],
  providers: [PaymentKinds, PaymentOrderService],
  exports: [PaymentKinds, PaymentOrderService],
})
export class PaymentsModule {}
