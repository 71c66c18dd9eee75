import { Module } from '@nestjs/common';
import { MandatorySweep } from './instruments/mandatory.sweep';
import { MetrologyModule } from './metrology.module';
import { OrderFormsModule } from './orders/order-forms.module';
import { OrderExpirySweep } from './orders/order-expiry.sweep';

@Module({ imports: [MetrologyModule, OrderFormsModule], providers: [OrderExpirySweep, MandatorySweep] })
export class MetrologyWorkerModule {}
