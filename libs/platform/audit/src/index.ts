export { AuditEventsHttpModule } from './audit-events.http.module';
