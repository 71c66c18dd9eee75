import { Module } from '@nestjs/common';
import { MandateEndSweep } from './mandate-end.sweep';
import { MandatesModule } from './mandates.module';

@Module({ imports: [MandatesModule], providers: [MandateEndSweep] })
export class MandatesWorkerModule {}
