import { Module } from '@nestjs/common';
import { AssistanceModule } from './assistance.module';
import { ClockSweep } from './clocks/clock.sweep';

@Module({ imports: [AssistanceModule], providers: [ClockSweep] })
export class AssistanceWorkerModule {}
