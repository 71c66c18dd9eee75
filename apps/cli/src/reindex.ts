import { NestFactory } from '@nestjs/core';
import { ReindexService } from '@nqi/platform/search';
import { type Config, loadConfig } from '@nqi/shared/config';
import { createLogger, FrameworkLogger } from '@nqi/shared/logging';
import { RecordsModule } from './records.module';

/** Draws everything that is found anew, while the api runs; stopped at any time, it goes on where it was. */
async function reindex(config: Config): Promise<void> {
  const logger = new FrameworkLogger(createLogger('warn', 'reindex'));
  const app = await NestFactory.createApplicationContext(RecordsModule.register(config, 'reindex'), { logger });
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
