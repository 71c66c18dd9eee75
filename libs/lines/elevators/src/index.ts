export { ElevatorRegistrationService } from './devices/elevator-registration.service';
export { nextDues, type ScheduleRule } from './devices/inspection-schedule';
export { ElevatorsHttpModule } from './elevators.http.module';
export { ElevatorsModule } from './elevators.module';
export { ElevatorsWorkerModule } from './elevators.worker.module';
export { filingWorkflow } from './filings/filing.workflow';
export { ElevatorRulesService } from './rules/elevator-rules.service';
