import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

/** A database of its own, cloned from the migrated template with the demo city. */
export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** The address of a database on the test server. */
export function addressOf(name: string): string {
  const url = new URL(process.env.DATABASE_URL ?? '');
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
  return { url: addressOf(name), drop: () => asAdmin(`DROP DATABASE ${name} WITH (FORCE)`) };
}

/** An empty database, for migrations. */
export async function emptyDatabase(): Promise<TestDatabase> {
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(`CREATE DATABASE ${name} TEMPLATE template0`);
  return { url: addressOf(name), drop: () => asAdmin(`DROP DATABASE ${name} WITH (FORCE)`) };
}
