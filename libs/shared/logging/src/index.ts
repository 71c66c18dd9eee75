export { createLogger, FrameworkLogger } from './logging';
export { LOGGER, LoggingModule } from './logging.module';
export type { Logger } from 'pino';
