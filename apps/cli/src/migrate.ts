import { loadConfig } from '@nqi/shared/config';
import { dataSourceOptions } from '@nqi/shared/database';
import { runMigrations } from 'bullmq';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations';

/** Brings the schema of the project and that of its queues up to date; safe to run again and from several places at once. */
export async function migrate(databaseUrl: string): Promise<void> {
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
  migrate(loadConfig().DATABASE_URL).then(
    () => console.log('The database is up to date.'),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}
