import { type DynamicModule, Module } from '@nestjs/common';
import { AssistanceWorkerModule } from '@nqi/lines/assistance';
import { ElevatorsWorkerModule } from '@nqi/lines/elevators';
import { EquipmentWorkerModule } from '@nqi/lines/equipment';
import { MetrologyWorkerModule } from '@nqi/lines/metrology';
import { AttachmentsWorkerModule } from '@nqi/platform/attachments';
import { DuesWorkerModule } from '@nqi/platform/dues';
import { FormsWorkerModule } from '@nqi/platform/forms';
import { IdentityWorkerModule } from '@nqi/platform/identity';
import { ImportsWorkerModule } from '@nqi/platform/imports';
import { MandatesWorkerModule } from '@nqi/platform/mandates';
import { NoticesWorkerModule } from '@nqi/platform/notices';
import { PaymentsModule } from '@nqi/platform/payments';
import { PersonalDataWorkerModule } from '@nqi/platform/personal-data';
import { ReportsWorkerModule } from '@nqi/platform/reports';
import { SearchModule } from '@nqi/platform/search';
import { StandardsModule } from '@nqi/platform/standards';
import { SmsWorkerModule } from '@nqi/platform/sms';
import { AuditWorkerModule } from '@nqi/shared/audit';
import { ClockModule } from '@nqi/shared/clock';
import { type Config, ConfigModule } from '@nqi/shared/config';
import { DatabaseModule } from '@nqi/shared/database';
import { HealthWorkerModule } from '@nqi/shared/health';
import { HistoryModule } from '@nqi/shared/history';
import { IdempotencySweep, ListsModule } from '@nqi/shared/http';
import { JobsModule, JobsWorkerModule } from '@nqi/shared/jobs';
import { LifecycleModule } from '@nqi/shared/lifecycle';
import { type Logger, LoggingModule } from '@nqi/shared/logging';
import { MetricsModule } from '@nqi/shared/metrics';
import { NumbersModule } from '@nqi/shared/numbers';
import { SecretsModule } from '@nqi/shared/secrets';
import { StorageModule } from '@nqi/shared/storage';

/** The queue process: the kernel, the platform and the lines, each with its processors and sweeps. */
@Module({})
export class WorkerModule {
  static register(config: Config, logger: Logger): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        ...[ConfigModule.forRoot(config), LoggingModule.forRoot(logger), DatabaseModule.forRoot('nqi-worker')],
        ...[ClockModule, NumbersModule, HistoryModule, LifecycleModule, MetricsModule, SecretsModule, StorageModule],
        JobsModule.forRoot(config),
        ...[ListsModule, HealthWorkerModule, JobsWorkerModule, AuditWorkerModule, SmsWorkerModule],
        ...[IdentityWorkerModule, MandatesWorkerModule, PersonalDataWorkerModule],
        ...[SearchModule, StandardsModule, NoticesWorkerModule, FormsWorkerModule],
        ...[PaymentsModule, ReportsWorkerModule, DuesWorkerModule, ImportsWorkerModule, AttachmentsWorkerModule],
        ...[ElevatorsWorkerModule, MetrologyWorkerModule, EquipmentWorkerModule, AssistanceWorkerModule],
      ],
      providers: [IdempotencySweep],
    };
  }
}
