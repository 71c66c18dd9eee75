import { Client } from 'pg';

/** Something in the database that whoever comes to it waits for, visibly, until it is released. */
export interface Held {
  /** The sessions that wait for it, by the ids of their server processes. */
  waiting(): Promise<number[]>;
  /** Ends the sessions that wait, their transactions with them. */
  terminate(): Promise<void>;
  /** Those that wait go on, also those whose client is gone: what it had sent is still read. */
  release(): Promise<void>;
}

/** Whoever writes to the table waits. */
export function holdTable(ownerUrl: string, table: string): Promise<Held> {
  return hold(ownerUrl, `LOCK TABLE ${table} IN SHARE MODE`);
}

/** Whoever wants to lock or change one of the rows waits. */
export function holdRows(ownerUrl: string, table: string, column: string, values: readonly string[]): Promise<Held> {
  return hold(ownerUrl, `SELECT FROM ${table} WHERE ${column} = ANY($1) FOR UPDATE`, [values]);
}

async function hold(ownerUrl: string, statement: string, parameters: unknown[] = []): Promise<Held> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query('BEGIN');
  await client.query(statement, parameters);
  const waiting = async (): Promise<number[]> => {
    const { rows } = await client.query<{ pid: number }>(
      'SELECT DISTINCT pid FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))',
    );
    return rows.map(({ pid }) => pid);
  };
  return {
    waiting,
    async terminate() {
      for (const pid of await waiting()) await client.query('SELECT pg_terminate_backend($1)', [pid]);
    },
    async release() {
      await client.query('ROLLBACK');
      await client.end();
    },
  };
}
