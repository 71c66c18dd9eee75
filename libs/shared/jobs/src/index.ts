export { JobDefinition, type JobRow, type JobState } from './job-definition';
export { type JobFailure, Jobs } from './jobs.service';
export { JobsModule, JobsWorkerModule } from './jobs.module';
export { Sweep } from './sweep';
export { Sweeper } from './sweeper';
