import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { SnakeNamingStrategy } from './snake-naming.strategy';
import { TraceSubscriber } from './trace';

/** Dates without a time stay the text they are; as `Date` they would shift with the time zone of the machine. */
const DATE_OID = 1082;
pg.types.setTypeParser(DATE_OID, (value) => value);

interface Connection {
  url: string;
  poolSize: number;
  name: string;
}

/** What every connection of this project to PostgreSQL has in common; entities and migrations are added by who connects. */
export function dataSourceOptions({ url, poolSize, name }: Connection): DataSourceOptions & { type: 'postgres' } {
  return {
    type: 'postgres',
    url,
    poolSize,
    applicationName: name,
    installExtensions: false,
    namingStrategy: new SnakeNamingStrategy(),
    subscribers: [TraceSubscriber],
    migrationsTransactionMode: 'each',
    extra: {
      // A stuck statement or a forgotten transaction must not hold a device or a report for ever.
      statement_timeout: 30_000,
      lock_timeout: 10_000,
      idle_in_transaction_session_timeout: 60_000,
      connectionTimeoutMillis: 5_000,
      // Statements are sent as they are asked, without waiting for the answer to the one before.
      pipeline: true,
    },
  };
}
