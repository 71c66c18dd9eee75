import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { privilegesOn } from './privileges';

const QUEUES = 'bullmq';

/** The role that an address signs in as. */
export function roleOf(url: string): string {
  return decodeURIComponent(new URL(url).username);
}

/**
 * Gives the application's role exactly what it needs, after every migration anew, so that a new table is not forgotten
 * and a privilege that was given by hand does not stay. Makes the role when it is missing.
 * @throws Error when the application would be able to do more than it is given
 */
export async function grantTo(applicationUrl: string, ownerUrl: string): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query('BEGIN');
    const role = roleOf(applicationUrl);
    await ensureRole(owner, role, decodeURIComponent(new URL(applicationUrl).password));
    await assertModest(owner, role);
    await grantRecords(owner, escapeIdentifier(role));
    await grantQueues(owner, escapeIdentifier(role));
    await owner.query('COMMIT');
  } finally {
    await owner.end();
  }
}

async function ensureRole(owner: Client, role: string, password: string): Promise<void> {
  const { rowCount } = await owner.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  if (rowCount) return;
  await owner.query(`CREATE ROLE ${escapeIdentifier(role)} LOGIN PASSWORD ${escapeLiteral(password)}`);
}

async function assertModest(owner: Client, role: string): Promise<void> {
  const { rows } = await owner.query<{ reason: string }>(
    `SELECT CASE WHEN r.rolsuper THEN 'it is a superuser'
                 WHEN pg_has_role(r.oid, current_user, 'MEMBER') THEN 'it is a member of the owner of the tables'
                 ELSE (SELECT 'it owns the table ' || relname FROM pg_class
                       WHERE relowner = r.oid AND relnamespace = 'public'::regnamespace LIMIT 1) END AS reason
     FROM pg_roles r WHERE rolname = $1`,
    [role],
  );
  const reason = rows[0]?.reason;
  if (reason) throw new Error(`The role ${role} of DATABASE_URL cannot be the application's: ${reason}.`);
}

async function grantRecords(owner: Client, role: string): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relowner = current_user::regrole`,
  );
  const { rows: databases } = await owner.query<{ name: string }>('SELECT quote_ident(current_database()) AS name');
  await owner.query(`
    REVOKE CREATE, TEMPORARY ON DATABASE ${databases[0]?.name} FROM PUBLIC, ${role};
    REVOKE CREATE ON SCHEMA public FROM PUBLIC, ${role};
    GRANT USAGE ON SCHEMA public TO ${role};
    REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, ${role};
    REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, ${role};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role};`);
  const grants = rows.flatMap(({ name }) => {
    const privileges = privilegesOn(name);
    return privileges.length > 0 ? `GRANT ${privileges.join(', ')} ON ${escapeIdentifier(name)} TO ${role}` : [];
  });
  await owner.query(grants.join(';\n'));
}

/** The queues are a library's: it adds, changes and removes its rows as it likes, and makes no tables. */
async function grantQueues(owner: Client, role: string): Promise<void> {
  await owner.query(`
    REVOKE CREATE ON SCHEMA ${QUEUES} FROM PUBLIC, ${role};
    GRANT USAGE ON SCHEMA ${QUEUES} TO ${role};
    REVOKE ALL ON ALL TABLES IN SCHEMA ${QUEUES} FROM ${role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${QUEUES} TO ${role};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${QUEUES} TO ${role};`);
}
