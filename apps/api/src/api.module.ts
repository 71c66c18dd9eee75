import { type DynamicModule, Module } from '@nestjs/common';
import { AssistanceHttpModule } from '@nqi/lines/assistance';
import { ElevatorsHttpModule } from '@nqi/lines/elevators';
import { EquipmentHttpModule } from '@nqi/lines/equipment';
import { MetrologyHttpModule } from '@nqi/lines/metrology';
import { AttachmentsHttpModule } from '@nqi/platform/attachments';
import { AuditEventsHttpModule } from '@nqi/platform/audit';
import { DuesHttpModule } from '@nqi/platform/dues';
import { FormsHttpModule } from '@nqi/platform/forms';
import { IdentityHttpModule } from '@nqi/platform/identity';
import { ImportsHttpModule } from '@nqi/platform/imports';
import { MandatesHttpModule } from '@nqi/platform/mandates';
import { NoticesHttpModule } from '@nqi/platform/notices';
import { PaymentsHttpModule } from '@nqi/platform/payments';
import { PersonalDataHttpModule } from '@nqi/platform/personal-data';
import { RatingsHttpModule } from '@nqi/platform/ratings';
import { ReportsHttpModule } from '@nqi/platform/reports';
import { SearchHttpModule } from '@nqi/platform/search';
import { StandardsHttpModule } from '@nqi/platform/standards';
import { ClockModule } from '@nqi/shared/clock';
import { type Config, ConfigModule } from '@nqi/shared/config';
import { DatabaseModule } from '@nqi/shared/database';
import { HealthHttpModule } from '@nqi/shared/health';
import { HistoryModule } from '@nqi/shared/history';
import { HttpModule, ListsModule } from '@nqi/shared/http';
import { JobsModule } from '@nqi/shared/jobs';
import { LifecycleModule } from '@nqi/shared/lifecycle';
import { type Logger, LoggingModule } from '@nqi/shared/logging';
import { MetricsModule } from '@nqi/shared/metrics';
import { NumbersModule } from '@nqi/shared/numbers';
import { SecretsModule } from '@nqi/shared/secrets';
import { StorageModule } from '@nqi/shared/storage';

/** The HTTP process: the kernel, the platform and the lines, each with its routes. */
@Module({})
export class ApiModule {
  static register(config: Config, logger: Logger): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        ...[ConfigModule.forRoot(config), LoggingModule.forRoot(logger), DatabaseModule.forRoot('nqi-api')],
        ...[
          ClockModule,
          NumbersModule,
          HistoryModule,
          LifecycleModule,
          MetricsModule,
          SecretsModule,
          StorageModule,
          JobsModule.forRoot(config),
        ],
        ...[HttpModule, ListsModule, HealthHttpModule],
        ...[IdentityHttpModule, MandatesHttpModule, PersonalDataHttpModule, AuditEventsHttpModule],
        ...[NoticesHttpModule, AttachmentsHttpModule, DuesHttpModule, ImportsHttpModule, StandardsHttpModule],
        ...[SearchHttpModule, PaymentsHttpModule, ReportsHttpModule, FormsHttpModule, RatingsHttpModule],
        ...[ElevatorsHttpModule, MetrologyHttpModule, EquipmentHttpModule, AssistanceHttpModule],
      ],
    };
  }
}
