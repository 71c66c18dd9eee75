import { Module } from '@nestjs/common';
import { PaymentCreditController } from './credits/payment-credit.controller';
import { PaymentCreditQueries } from './credits/payment-credit.queries';
import { OrderChangeController } from './order-change.controller';
import { PaymentOrderController } from './payment-order.controller';
import { PaymentOrderQueries } from './payment-order.queries';
import { PaymentsModule } from './payments.module';
import { PaymentRefundController } from './refunds/payment-refund.controller';
import { PaymentStatementController } from './statements/payment-statement.controller';
import { PaymentStatementQueries } from './statements/payment-statement.queries';

@Module({
  imports: [PaymentsModule],
  controllers: [
    ...[PaymentOrderController, OrderChangeController, PaymentRefundController],
    ...[PaymentCreditController, PaymentStatementController],
  ],
  providers: [PaymentOrderQueries, PaymentCreditQueries, PaymentStatementQueries],
})
export class PaymentsHttpModule {}
