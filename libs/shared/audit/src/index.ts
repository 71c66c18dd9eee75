export { type Act, actAs, attemptOn, currentAct } from './acting';
export { AuditEvent } from './audit-event.entity';
export { AuditModule } from './audit.module';
export { Audit, type AuditEntry, recordTypeOf } from './audit.service';
export { AuditWorkerModule } from './audit.worker.module';
export { AuditCut } from './cut.service';
export type { Fault, Findings } from './fault';
export { Sealer } from './sealer.service';
export { AuditVerification } from './verification.service';
