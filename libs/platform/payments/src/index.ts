export type { ChargeLine } from './payment-allocation.entity';
export { type Charge, type PaymentKind, PaymentKinds } from './payment-kind';
export { PaymentOrderService } from './payment-order.service';
export { type PaymentOrderParty, paymentOrderWorkflow } from './payment-order.workflow';
export { PaymentsHttpModule } from './payments.http.module';
export { PaymentsModule } from './payments.module';
