import fastify from 'fastify';
import pg from 'pg';
import { type Row, single, summary } from './baseline-json';
import { readOrder } from './environment';
import type { Statement } from './recorded-reads';

/** What the bench tells its baseline. */
export interface BaselineOrder {
  databaseUrl: string;
  /** The page is always the same one, so its cursor is written down instead of signed. */
  nextCursor: string | null;
  list: Statement;
  one: Statement;
}

const PAGE = 20;
/** As many connections as the api has by default. */
const POOL_SIZE = 10;

/** The least that can answer the two reads: Fastify, pg, the same prepared statements. Nobody signs in, nothing is logged. */
async function serve({ databaseUrl, nextCursor, list, one }: BaselineOrder): Promise<string> {
  pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: POOL_SIZE });
  const server = fastify();
  server.get('/v1/elevator-filings', async () => {
    const { rows } = await pool.query<Row>({ ...list });
    return { items: rows.slice(0, PAGE).map(summary), nextCursor };
  });
  server.get<{ Params: { id: string } }>('/v1/elevator-filings/:id', async ({ params }) => {
    const { rows } = await pool.query<Row>({ ...one, values: [params.id] });
    return single(rows[0]);
  });
  return server.listen({ port: 0, host: '127.0.0.1' });
}

process.once('disconnect', () => process.exit(0));
void serve(readOrder<BaselineOrder>()).then((url) => process.send?.({ type: 'listening', url }));
