import fastify from 'fastify';
import { startEmbeddedPostgres } from '../../apps/standalone/src/embedded-postgres';
import { readOrder } from './environment';

export interface StartOrder {
  dataDir: string;
  port: number;
}

/** What no start can do without: a cluster, a server, a socket. */
async function start({ dataDir, port }: StartOrder): Promise<void> {
  const database = await startEmbeddedPostgres({ dataDir, password: 'bench', durable: true });
  process.once('SIGTERM', () => void database.stop('immediate').then(() => process.exit(0)));
  const server = fastify();
  server.get('/health/ready', () => ({ ready: true }));
  await server.listen({ port, host: '127.0.0.1' });
}

void start(readOrder<StartOrder>());
