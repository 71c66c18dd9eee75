import { Module } from '@nestjs/common';
import { CapabilitiesModule } from './capabilities/capabilities.module';
import { InstrumentsModule } from './instruments/instruments.module';
import { OrdersModule } from './orders/orders.module';
import { ResultsModule } from './results/results.module';

const parts = [InstrumentsModule, CapabilitiesModule, OrdersModule, ResultsModule];

/** 计量检定校准, for every process. */
@Module({ imports: parts, exports: parts })
export class MetrologyModule {}
