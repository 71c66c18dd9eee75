import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AssistanceModule } from '@nqi/lines/assistance';
import { ElevatorsModule } from '@nqi/lines/elevators';
import { EquipmentModule } from '@nqi/lines/equipment';
import { MetrologyModule } from '@nqi/lines/metrology';
import { IdentityModule } from '@nqi/platform/identity';
import { ReindexService, SearchModule } from '@nqi/platform/search';
import { StandardsModule } from '@nqi/platform/standards';
import { ClockModule } from '@nqi/shared/clock';
import { type Config, ConfigModule, loadConfig } from '@nqi/shared/config';
import { DatabaseModule } from '@nqi/shared/database';
import { HistoryModule } from '@nqi/shared/history';
import { JobsModule } from '@nqi/shared/jobs';
import { LifecycleModule } from '@nqi/shared/lifecycle';
import { createLogger, FrameworkLogger, LoggingModule } from '@nqi/shared/logging';
import { NumbersModule } from '@nqi/shared/numbers';
import { SecretsModule } from '@nqi/shared/secrets';

/** The modules whose records are found, and no server around them. */
@Module({})
class ReindexModule {
  static register(config: Config): object {
    const kernel = [ConfigModule.forRoot(config), LoggingModule.forRoot(createLogger('warn', 'reindex'))];
    const shared = [
      DatabaseModule.forRoot('nqi-reindex'),
      ...[ClockModule, NumbersModule, HistoryModule, LifecycleModule, SecretsModule],
      JobsModule.forRoot(config),
    ];
    const lines = [ElevatorsModule, MetrologyModule, EquipmentModule, AssistanceModule];
    return {
      module: ReindexModule,
      imports: [...kernel, ...shared, IdentityModule, SearchModule, StandardsModule, ...lines],
    };
  }
}

/** Draws everything that is found anew, while the api runs; stopped at any time, it goes on where it was. */
async function reindex(config: Config): Promise<void> {
  const logger = new FrameworkLogger(createLogger('warn', 'reindex'));
  const app = await NestFactory.createApplicationContext(ReindexModule.register(config) as never, { logger });
  try {
    for (const [kind, drawn] of Object.entries(await app.get(ReindexService).run())) console.log(`${kind}: ${drawn}`);
  } finally {
    await app.close();
  }
}

reindex(loadConfig()).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
