export { CapabilityService } from './capabilities/capability.service';
export { InstrumentRegistrationService } from './instruments/instrument-registration.service';
export { MetrologyHttpModule } from './metrology.http.module';
export { MetrologyModule } from './metrology.module';
export { MetrologyWorkerModule } from './metrology.worker.module';
export { TestingCapabilityService } from './testing/testing-capability.service';
export { MeasurementStandardService } from './standards/measurement-standard.service';
