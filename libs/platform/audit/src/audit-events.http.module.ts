import { Module } from '@nestjs/common';
import { AuditEventController } from './audit-event.controller';
import { AuditEventQueries } from './audit-event.queries';

/** The reading side of the audit; it is written and sealed in the kernel. */
@Module({ controllers: [AuditEventController], providers: [AuditEventQueries] })
export class AuditEventsHttpModule {}
