import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import { LOGGER, type Logger } from '@nqi/shared/logging';
import { Client } from 'pg';
import { DataSource } from 'typeorm';

const BELL = 'nqi_notices';
/** A storm of events rings once in this time. */
const PAUSE_MS = 50;

/**
 * Tells every process that there are new notices. It is rung by itself, never inside a transaction: at their commit
 * transactions that notify wait for each other. Whoever does not hear it looks from time to time anyway.
 */
@Injectable()
export class EventBell implements OnApplicationShutdown {
  private ringing: NodeJS.Timeout | undefined;
  private listening: Client | undefined;

  constructor(
    private readonly dataSource: DataSource,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  ring(): void {
    this.ringing ??= setTimeout(() => {
      this.ringing = undefined;
      this.dataSource.query(`SELECT pg_notify('${BELL}', '')`).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'the bell of the notices did not ring');
      });
    }, PAUSE_MS).unref();
  }

  /** One connection for the whole process. Does nothing while it listens; call it again when it may have been lost. */
  async listen(hear: () => void): Promise<void> {
    if (this.listening) return;
    const client = new Client({ connectionString: this.config.DATABASE_URL, application_name: 'nqi-events' });
    this.listening = client;
    const lose = (): void => {
      if (this.listening === client) this.listening = undefined;
      client.end().catch(() => undefined);
    };
    client.on('notification', hear).on('error', lose).on('end', lose);
    await client.connect().then(() => client.query(`LISTEN ${BELL}`), lose);
  }

  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.ringing);
    const client = this.listening;
    this.listening = undefined;
    await client?.end().catch(() => undefined);
  }
}
