import { NestFactory } from '@nestjs/core';
import { ConfigError, loadConfig } from '@nqi/shared/config';
import { createLogger, FrameworkLogger } from '@nqi/shared/logging';
import { WorkerModule } from './worker.module';

async function main(): Promise<void> {
  const config = loadConfig();
  const logger = createLogger(config.LOG_LEVEL, 'worker');
  const app = await NestFactory.createApplicationContext(WorkerModule.register(config, logger), {
    logger: new FrameworkLogger(logger),
    abortOnError: false,
  });
  app.enableShutdownHooks();
  // The launcher that started this process, if any: say when ready, and end with it.
  process.send?.({ type: 'listening' });
  process.once('disconnect', () => void app.close().then(() => process.exit(0)));
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
