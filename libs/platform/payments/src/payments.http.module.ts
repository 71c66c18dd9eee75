import { Module } from '@nestjs/common';
import { PaymentOrderController } from './payment-order.controller';
import { PaymentOrderQueries } from './payment-order.queries';
import { PaymentsModule } from './payments.module';

@Module({ imports: [PaymentsModule], controllers: [PaymentOrderController], providers: [PaymentOrderQueries] })
export class PaymentsHttpModule {}
