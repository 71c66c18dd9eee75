import { Module } from '@nestjs/common';
import { CapabilitiesModule } from './capabilities/capabilities.module';
import { InstrumentsModule } from './instruments/instruments.module';

/** 计量检定校准, for every process. */
@Module({ imports: [InstrumentsModule, CapabilitiesModule], exports: [InstrumentsModule, CapabilitiesModule] })
export class MetrologyModule {}
