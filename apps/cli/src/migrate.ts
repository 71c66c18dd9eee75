import { type Config, loadConfig } from '@nqi/shared/config';
import { dataSourceOptions } from '@nqi/shared/database';
import { runMigrations } from 'bullmq';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations';
import { grantTo, roleOf } from './grants';

type Addresses = Pick<Config, 'DATABASE_URL' | 'MIGRATION_DATABASE_URL'>;

/**
 * Brings the schema of the project and that of its queues up to date, and the privileges of the application; safe to run
 * again and from several places at once.
 */
export async function migrate({ DATABASE_URL, MIGRATION_DATABASE_URL }: Addresses): Promise<void> {
  const databaseUrl = MIGRATION_DATABASE_URL || DATABASE_URL;
  const source = new DataSource({
    ...dataSourceOptions({ url: databaseUrl, poolSize: 2, name: 'nqi-migrate' }),
    migrations,
  });
  await source.initialize();
  const guard = source.createQueryRunner();
  try {
    await guard.query("SELECT pg_advisory_lock(hashtext('nqi migrations'))");
    await source.runMigrations();
    await migrateQueues(databaseUrl);
    if (roleOf(DATABASE_URL) !== roleOf(databaseUrl)) await grantTo(DATABASE_URL, databaseUrl);
  } finally {
    await guard.release();
    await source.destroy();
  }
}

async function migrateQueues(databaseUrl: string): Promise<void> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
    await pool.end();
  }
}

if (require.main === module) {
  migrate(loadConfig()).then(
    () => console.log('The database is up to date.'),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}
