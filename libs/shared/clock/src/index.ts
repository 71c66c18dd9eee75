export { Clock, SystemClock } from './clock';
export { ClockModule } from './clock.module';
export { WorkingCalendar } from './working-calendar';
