import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

/** A database of its own, cloned from the migrated template with the demo city. */
export interface TestDatabase {
  /** As the application. */
  url: string;
  /** As the owner of its tables. */
  ownerUrl: string;
  drop(): Promise<void>;
}

/** The address of a database on the test server, as the application or as the owner. */
export function addressOf(name: string, server = process.env.MIGRATION_DATABASE_URL): string {
  const url = new URL(server ?? '');
  url.pathname = `/${name}`;
  return url.href;
}

async function asAdmin(statement: string): Promise<void> {
  const client = new Client({ connectionString: addressOf('postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export async function cloneDatabase(): Promise<TestDatabase> {
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(`CREATE DATABASE ${name} TEMPLATE nqi`);
  return {
    url: addressOf(name, process.env.DATABASE_URL),
    ownerUrl: addressOf(name),
    drop: () => asAdmin(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/** An empty database, for migrations: both addresses are the owner's. */
export async function emptyDatabase(): Promise<TestDatabase> {
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(`CREATE DATABASE ${name} TEMPLATE template0`);
  const url = addressOf(name);
  return { url, ownerUrl: url, drop: () => asAdmin(`DROP DATABASE ${name} WITH (FORCE)`) };
}
