export { cityDate, cityInstant } from './city-time';
export { addDays, addMonths, daysBetween, lastDayOfValidity, weekdayOf } from './days';
export {
  addWorkingDays,
  addWorkingMinutes,
  type Counted,
  isWorkingDay,
  workingMinutesBetween,
  type WorkingPeriod,
  type WorkingTime,
} from './working-time';
export { isDay } from './day';
