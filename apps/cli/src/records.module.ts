import { type DynamicModule, Module } from '@nestjs/common';
import { AssistanceModule } from '@nqi/lines/assistance';
import { ElevatorsModule } from '@nqi/lines/elevators';
import { EquipmentModule } from '@nqi/lines/equipment';
import { MetrologyModule } from '@nqi/lines/metrology';
import { IdentityModule } from '@nqi/platform/identity';
import { SearchModule } from '@nqi/platform/search';
import { StandardsModule } from '@nqi/platform/standards';
import { ClockModule } from '@nqi/shared/clock';
import { type Config, ConfigModule } from '@nqi/shared/config';
import { DatabaseModule } from '@nqi/shared/database';
import { HistoryModule } from '@nqi/shared/history';
import { JobsModule } from '@nqi/shared/jobs';
import { LifecycleModule } from '@nqi/shared/lifecycle';
import { createLogger, LoggingModule } from '@nqi/shared/logging';
import { NumbersModule } from '@nqi/shared/numbers';
import { SecretsModule } from '@nqi/shared/secrets';
import { StorageModule } from '@nqi/shared/storage';

/** The services of all records for a command, and no server around them. */
@Module({})
export class RecordsModule {
  /** @param name of the command, as the log and PostgreSQL call it */
  static register(config: Config, name: string): DynamicModule {
    const kernel = [ConfigModule.forRoot(config), LoggingModule.forRoot(createLogger('warn', name))];
    const shared = [ClockModule, NumbersModule, HistoryModule, LifecycleModule, SecretsModule, StorageModule];
    const platform = [IdentityModule, SearchModule, StandardsModule];
    const lines = [ElevatorsModule, MetrologyModule, EquipmentModule, AssistanceModule];
    const jobs = JobsModule.forRoot(config);
    return {
      module: RecordsModule,
      imports: [...kernel, DatabaseModule.forRoot(`nqi-${name}`), ...shared, jobs, ...platform, ...lines],
    };
  }
}
