import { Global, Module } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import { Clock, SystemClock } from './clock';
import { WorkingCalendar } from './working-calendar';

@Global()
@Module({
  providers: [
    {
      provide: Clock,
      inject: [CONFIG],
      useFactory: ({ CLOCK_START }: Config) => new SystemClock(CLOCK_START ? new Date(CLOCK_START) : undefined),
    },
    WorkingCalendar,
  ],
  exports: [Clock, WorkingCalendar],
})
export class ClockModule {}
