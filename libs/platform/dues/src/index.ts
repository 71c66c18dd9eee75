export { type DueKind, DueKinds } from './due-kind';
export { Due } from './due.entity';
export { DueService } from './due.service';
export { DuesHttpModule } from './dues.http.module';
export { DuesModule } from './dues.module';
export { DuesWorkerModule } from './dues.worker.module';
export { type OutstandingDue, OutstandingDues } from './outstanding-dues.queries';
