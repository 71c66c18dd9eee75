import fastify from 'fastify';
import pg from 'pg';
import { CursorSigner, type Row, single, summary } from './baseline-json';
import { readOrder } from './environment';
import type { Statement } from './filing-reads';

/** What the bench tells its baseline. */
export interface BaselineOrder {
  databaseUrl: string;
  appSecret: string;
  list: Statement;
  one: Statement;
}

const PAGE = 20;
/** As many connections as the api has by default. */
const POOL_SIZE = 10;

/** The least that can answer the two reads: Fastify, pg, the same prepared statements. Nobody signs in, nothing is logged. */
async function serve({ databaseUrl, appSecret, list, one }: BaselineOrder): Promise<string> {
  pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: POOL_SIZE });
  const cursors = new CursorSigner(appSecret);
  const server = fastify();
  server.get('/v1/elevator-filings', async () => {
    const { rows } = await pool.query<Row>({ ...list });
    const items = rows.slice(0, PAGE);
    return { items: items.map(summary), nextCursor: rows.length > PAGE ? cursors.after(items[PAGE - 1]) : null };
  });
  server.get<{ Params: { id: string } }>('/v1/elevator-filings/:id', async ({ params }) => {
    const { rows } = await pool.query<Row>({ ...one, values: [params.id] });
    return single(rows[0]);
  });
  return server.listen({ port: 0, host: '127.0.0.1' });
}

process.once('disconnect', () => process.exit(0));
void serve(readOrder<BaselineOrder>()).then((url) => process.send?.({ type: 'listening', url }));
