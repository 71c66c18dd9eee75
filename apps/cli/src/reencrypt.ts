import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AssistanceModule } from '@nqi/lines/assistance';
import { ElevatorsModule } from '@nqi/lines/elevators';
import { EquipmentModule } from '@nqi/lines/equipment';
import { MetrologyModule } from '@nqi/lines/metrology';
import { IdentityModule } from '@nqi/platform/identity';
import { PersonalDataModule, ReEncryptionService } from '@nqi/platform/personal-data';
import { ClockModule } from '@nqi/shared/clock';
import { type Config, ConfigModule, loadConfig } from '@nqi/shared/config';
import { DatabaseModule } from '@nqi/shared/database';
import { HistoryModule } from '@nqi/shared/history';
import { JobsModule } from '@nqi/shared/jobs';
import { LifecycleModule } from '@nqi/shared/lifecycle';
import { createLogger, FrameworkLogger, LoggingModule } from '@nqi/shared/logging';
import { NumbersModule } from '@nqi/shared/numbers';
import { SecretsModule } from '@nqi/shared/secrets';

/** The modules that own encrypted columns, and no server around them. */
@Module({})
class ReEncryptModule {
  static register(config: Config): object {
    const kernel = [ConfigModule.forRoot(config), LoggingModule.forRoot(createLogger('warn', 'reencrypt'))];
    const shared = [
      DatabaseModule.forRoot('nqi-reencrypt'),
      ...[ClockModule, NumbersModule, HistoryModule, LifecycleModule, SecretsModule],
      JobsModule.forRoot(config),
    ];
    const lines = [ElevatorsModule, MetrologyModule, EquipmentModule, AssistanceModule];
    return { module: ReEncryptModule, imports: [...kernel, ...shared, IdentityModule, PersonalDataModule, ...lines] };
  }
}

/** Brings all encrypted columns to the keys of today, while the api runs; may be stopped and started at any time. */
async function reencrypt(config: Config): Promise<void> {
  const logger = new FrameworkLogger(createLogger('warn', 'reencrypt'));
  const app = await NestFactory.createApplicationContext(ReEncryptModule.register(config) as never, { logger });
  try {
    for (const { column, looked, changed } of await app.get(ReEncryptionService).run()) {
      console.log(`${column}: ${looked} values, ${changed} encrypted anew`);
    }
  } finally {
    await app.close();
  }
}

reencrypt(loadConfig()).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
