import { ConfigError, loadConfig } from '@nqi/shared/config';
import { createLogger } from '@nqi/shared/logging';
import { createApi } from './http.setup';

async function main(): Promise<void> {
  const config = loadConfig();
  const logger = createLogger(config.LOG_LEVEL, 'api');
  const app = await createApi(config, logger);
  await app.listen(config.PORT, config.HOST);
  // The launcher that started this process, if any: say when ready, and end with it.
  process.send?.({ type: 'listening', url: await app.getUrl() });
  process.once('disconnect', () => void app.close().then(() => process.exit(0)));
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
