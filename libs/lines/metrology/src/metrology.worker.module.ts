import { Module } from '@nestjs/common';
import { MandatorySweep } from './instruments/mandatory.sweep';
import { MetrologyModule } from './metrology.module';

@Module({ imports: [MetrologyModule], providers: [MandatorySweep] })
export class MetrologyWorkerModule {}
