import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';
import { describeError } from './describe-error';

/**
 * The process's logger: JSON lines, without headers, bodies, query strings or names of people.
 * @param destination standard output unless given
 */
export function createLogger(level: string, name: string, destination?: DestinationStream): Logger {
  const serializers = { err: describeError };
  return pino({ level, name, base: { name }, serializers, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}

/** Lets the framework write through the process's logger. */
export class FrameworkLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...context: unknown[]): void {
    this.logger.info({ context: context.at(-1) }, String(message));
  }
  warn(message: unknown, ...context: unknown[]): void {
    this.logger.warn({ context: context.at(-1) }, String(message));
  }
  error(message: unknown, ...context: unknown[]): void {
    const error = message instanceof Error ? message : undefined;
    this.logger.error(
      { context: context.at(-1), err: error, stack: error ? undefined : context[0] },
      error?.name ?? String(message),
    );
  }
  debug(message: unknown, ...context: unknown[]): void {
    this.logger.debug({ context: context.at(-1) }, String(message));
  }
}
