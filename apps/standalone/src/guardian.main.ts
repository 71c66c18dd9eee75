import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EmbeddedServer, startEmbeddedPostgres } from './embedded-postgres';
import type { GuardedDatabase, GuardianOrder, GuardianReport } from './guardian-messages';
import { type StopMode, stopPostmaster } from './postmaster';
import { outlast, type ProcessMark, signal } from './processes';

/*
 * The guardian runs PostgreSQL and outlives the launcher for as long as it takes to leave nothing behind. It is a process
 * of its own because nothing else can act after a kill -9 of the launcher.
 */

/** What a launcher that died leaves to its children; with the stop of PostgreSQL it stays under ten seconds. */
const ORPHAN_PATIENCE_MS = 5_000;
const ORPHAN_FAST_STOP_MS = 2_000;
const RESTART_PAUSE_MS = 200;
const RESTART_PAUSE_MAX_MS = 5_000;

let children: ProcessMark[] = [];
let database: GuardedDatabase | undefined;
let logFile: string | undefined;
let starting: Promise<EmbeddedServer> | undefined;
let stopping = false;

function report(message: GuardianReport): void {
  // The launcher may be gone already; then nobody needs to know.
  if (process.connected) process.send?.(message, () => undefined);
}

function log(text: string): void {
  try {
    if (logFile) appendFileSync(logFile, text.endsWith('\n') ? text : `${text}\n`);
  } catch {
    // A full disk must not keep the guardian from its duty.
  }
}

function startServer(guarded: GuardedDatabase): Promise<EmbeddedServer> {
  starting = startEmbeddedPostgres({ ...guarded, onLog: log });
  return starting;
}

async function run(order: Extract<GuardianOrder, { type: 'start' }>): Promise<void> {
  ({ database, logFile } = order);
  if (!database) return report({ type: 'ready' });
  const server = await startServer(database);
  const { url, port, pid } = server;
  report({ type: 'ready', url, port, pid });
  await server.exited;
  await keepRunning({ ...database, port });
}

/** The api and the worker keep their address of the database, so a server that died comes back on the same port. */
async function keepRunning(guarded: GuardedDatabase): Promise<void> {
  let pause = RESTART_PAUSE_MS;
  while (!stopping) {
    log('guardian: PostgreSQL has ended, starting it again');
    await sleep(pause);
    if (stopping) return;
    try {
      const server = await startServer(guarded);
      report({ type: 'restarted', pid: server.pid });
      pause = RESTART_PAUSE_MS;
      await server.exited;
    } catch (error) {
      log(`guardian: ${(error as Error).message}`);
      pause = Math.min(pause * 2, RESTART_PAUSE_MAX_MS);
    }
  }
}

/** Stops the server, also one that is only just starting. */
async function stopDatabase(mode: StopMode, fastMs?: number): Promise<void> {
  if (!database) return;
  const settled = (starting ?? Promise.resolve()).then(
    () => true,
    () => true,
  );
  do await stopPostmaster(database.dataDir, mode, fastMs);
  while (!(await Promise.race([settled, sleep(100, false)])));
  await stopPostmaster(database.dataDir, mode, fastMs);
}

async function leave(mode: StopMode, fastMs?: number): Promise<void> {
  // A second, harder order stops at once what the first one is still waiting for.
  stopping = true;
  await stopDatabase(mode, fastMs);
  process.exit(0);
}

async function leaveAsOrphan(): Promise<void> {
  if (stopping) return;
  stopping = true;
  log('guardian: the launcher is gone, ending everything');
  for (const child of children) signal(child, 'SIGTERM');
  await outlast(children, ORPHAN_PATIENCE_MS);
  await leave('fast', ORPHAN_FAST_STOP_MS);
}

function fail(error: unknown): void {
  if (stopping) return;
  const message = error instanceof Error ? error.message : String(error);
  log(`guardian: ${message}`);
  report({ type: 'failed', message });
  void leave('fast');
}

function obey(order: GuardianOrder): void {
  switch (order.type) {
    case 'start':
      void run(order).catch(fail);
      break;
    case 'watch':
      children = order.children;
      break;
    case 'stop':
      void leave(order.mode);
      break;
  }
}

process.on('message', (order) => obey(order as GuardianOrder));
process.on('disconnect', () => void leaveAsOrphan());
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => void leave('fast'));
