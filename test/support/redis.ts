import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Redis } from 'ioredis';
import { until } from './until';

/** Where the queues of a test live. */
export interface QueueBackend {
  /** As `REDIS_URL`: empty means in PostgreSQL. */
  redisUrl: string;
  stop(): Promise<void>;
}

/** A Redis for one test file, with the settings that production needs unless the test names others. */
export async function startRedis(settings: Record<string, string> = {}): Promise<QueueBackend> {
  const folder = mkdtempSync(join(tmpdir(), 'nqi-redis-'));
  const port = await freePort();
  const options = { appendonly: 'yes', 'maxmemory-policy': 'noeviction', ...settings };
  const given = { port: String(port), bind: '127.0.0.1', dir: folder, ...options };
  const args = Object.entries(given).flatMap(([name, value]) => [`--${name}`, value]);
  const server = spawn(redisBinary() ?? 'redis-server', args, { stdio: 'ignore' });
  const redisUrl = `redis://127.0.0.1:${port}`;
  await answers(redisUrl);
  return {
    redisUrl,
    async stop() {
      await end(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs the same tests on both backends; without Redis they are reported as skipped, or fail where Redis is required. */
export function onBothBackends(title: string, tests: (start: () => Promise<QueueBackend>) => void): void {
  describe(`${title}, queues in PostgreSQL`, () => {
    tests(async () => ({ redisUrl: '', stop: async () => undefined }));
  });
  const start = redisStart();
  if (start) describe(`${title}, queues in Redis`, () => tests(start));
  else missing(`${title}, queues in Redis`, 'there is neither REDIS_URL nor a redis-server');
}

/** A test that starts a Redis of its own with {@link startRedis}. */
export function itWithRedis(title: string, test: () => Promise<void>): void {
  if (redisBinary()) it(title, test);
  else missing(title, 'there is no redis-server');
}

function missing(title: string, reason: string): void {
  if (process.env.REQUIRE_REDIS === '1') {
    it(title, () => {
      throw new Error(`REQUIRE_REDIS=1, and ${reason}`);
    });
  } else {
    console.warn(`skipped: ${title}: ${reason}`);
    it.skip(title, () => undefined);
  }
}

/** The Redis that the run was given, a private one where the program is installed, or none. */
function redisStart(): (() => Promise<QueueBackend>) | undefined {
  const { REDIS_URL, JEST_WORKER_ID = '0' } = process.env;
  if (REDIS_URL) {
    // Test files that run at the same time must not take each other's jobs.
    const own = new URL(REDIS_URL);
    own.pathname = `/${JEST_WORKER_ID}`;
    return async () => ({ redisUrl: own.href, stop: async () => undefined });
  }
  return redisBinary() ? () => startRedis() : undefined;
}

function redisBinary(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, 'redis-server')).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function answers(url: string): Promise<void> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => 50 });
  client.on('error', () => undefined); // it is still starting
  try {
    await until(async () => (await client.ping()) === 'PONG');
  } finally {
    client.disconnect();
  }
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill();
  await once(server, 'exit');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
