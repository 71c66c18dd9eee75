import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DuesModule } from '@nqi/platform/dues';
import { IdentityModule } from '@nqi/platform/identity';
import { DeferralDueKind } from './credits/deferral-due.kind';
import { PaymentCredit } from './credits/payment-credit.entity';
import { PaymentCreditService } from './credits/payment-credit.service';
import { PaymentAllocation } from './payment-allocation.entity';
import { PaymentKinds } from './payment-kind';
import { PaymentOrder } from './payment-order.entity';
import { PaymentOrderService } from './payment-order.service';
import { PaymentRefund } from './refunds/payment-refund.entity';
import { PaymentRefundService } from './refunds/payment-refund.service';
import { TopUpService } from './top-up.service';

const services = [PaymentKinds, PaymentOrderService, PaymentCreditService, TopUpService, PaymentRefundService];

/** Orders and their settlement, for every process. */
@Module({
  imports: [
    TypeOrmModule.forFeature([PaymentOrder, PaymentAllocation, PaymentCredit, PaymentRefund]),
    DuesModule,
    IdentityModule,
  ],
  providers: [...services, DeferralDueKind],
  exports: services,
})
export class PaymentsModule {}
