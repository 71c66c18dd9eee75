import type { DataSource } from 'typeorm';

/** What may be written for a refused request: who was slowed down, how often somebody asked, that they were refused. */
const MAY_CHANGE = ['sign_in_delays', 'rate_limits', 'api_keys', 'audit_events', 'audit_unsealed'];

/** A hash of each table's rows. */
export async function checksum(db: DataSource): Promise<Record<string, string>> {
  const tables: { name: string }[] = await db.query(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND NOT tablename = ANY($1) ORDER BY 1`,
    [MAY_CHANGE],
  );
  const sums: Record<string, string> = {};
  for (const { name } of tables) {
    const [{ sum }] = await db.query(
      `SELECT md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) AS sum FROM "${name}" t`,
    );
    sums[name] = sum as string;
  }
  return sums;
}
