import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { probePort } from '../../apps/standalone/src/ports';
import { until } from '../support/until';

export interface PrivateRedis {
  url: string;
  stop(): Promise<void>;
}

/** Why there is no Redis to test with; undefined when there is one. `REQUIRE_REDIS=1` makes its absence a failure. */
export function redisMissing(): string | undefined {
  if (spawnSync('redis-server', ['--version']).status === 0 || process.env.REQUIRE_REDIS === '1') return undefined;
  return 'no redis-server on this machine; REQUIRE_REDIS=1 makes that a failure';
}

/** A Redis of its own on a free port, that keeps nothing on disk. */
export async function startRedis(wanted?: number): Promise<PrivateRedis> {
  const port = wanted ?? (await probePort('127.0.0.1', 0));
  const folder = mkdtempSync(join(tmpdir(), 'nqi-redis-'));
  const settings = { bind: '127.0.0.1', port, save: '', appendonly: 'no', dir: folder };
  const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn('redis-server', flags, { stdio: 'ignore' });
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  const spawned = new Promise<void>((done, refuse) => child.once('spawn', done).once('error', refuse));
  await spawned;
  await until(() => answers(port));
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('error', () => resolve(false));
    socket.once('data', (reply) => {
      socket.destroy();
      resolve(reply.toString().startsWith('+PONG'));
    });
    socket.write('PING\r\n');
  });
}
