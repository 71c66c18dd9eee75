import { Module } from '@nestjs/common';
import { CapabilitiesModule } from './capabilities/capabilities.module';
import { InstrumentsModule } from './instruments/instruments.module';
import { OrdersModule } from './orders/orders.module';
import { ResultsModule } from './results/results.module';
import { TestingModule } from './testing/testing.module';

const parts = [InstrumentsModule, CapabilitiesModule, OrdersModule, ResultsModule, TestingModule];

/** 计量检定校准 and 委托检验, for every process. */
@Module({ imports: parts, exports: parts })
export class MetrologyModule {}
