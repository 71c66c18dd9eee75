import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '@nqi/shared/config';
import { probePort } from '../../apps/standalone/src/ports';

export const DIST = resolve(__dirname, '../../dist');
const START_PATIENCE_MS = 60_000;
const KEPT_OUTPUT = 20_000;

/** A real process of the built project. */
export interface Running {
  readonly pid: number;
  /** Where it listens; empty for a worker. */
  readonly url: string;
  /** Whether it is still the process that was started. */
  isAlive(): boolean;
  /** Sends a signal that ends it and returns when it has ended. */
  end(signal?: NodeJS.Signals): Promise<void>;
  /** Stops its clock: it neither works nor answers until it is ended or sent SIGCONT. */
  signal(name: NodeJS.Signals): void;
  /** The last of what it wrote. */
  output(): string;
}

const started = new Set<Running>();

/** An api on a free port. */
export async function startApi(config: Config, overrides: Partial<Config> = {}): Promise<Running> {
  const PORT = await probePort('127.0.0.1', 0);
  return start('api', { ...config, PORT, HOST: '127.0.0.1', ...overrides });
}

export function startWorker(config: Config, overrides: Partial<Config> = {}): Promise<Running> {
  return start('worker', { ...config, WORKER_PORT: 0, ...overrides });
}

/** Runs a command of the built project to its end. */
export async function runCommand(name: string, config: Config, ...args: string[]): Promise<void> {
  const child = fork(resolve(DIST, 'apps/cli/src', `${name}.js`), args, {
    env: envOf(config),
    execArgv: [],
    silent: true,
  });
  const output = collect(child);
  const code = await new Promise((done) => child.once('close', done));
  if (code !== 0) throw new Error(`${name} failed:\n${output()}`);
}

/** Ends whatever a test file has started and not ended. */
export async function endAll(): Promise<void> {
  for (const one of started) await one.end();
}

function start(name: 'api' | 'worker', config: Config): Promise<Running> {
  // What a process says of its troubles belongs into the message of a test that fails.
  const env = { ...envOf(config), LOG_LEVEL: 'warn' };
  const script = resolve(DIST, 'apps', name, 'src/main.js');
  const child = fork(script, [], { env, execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const output = collect(child);
  return new Promise((ready, refuse) => {
    const slow = setTimeout(() => child.kill('SIGKILL'), START_PATIENCE_MS);
    child.once('exit', () => {
      clearTimeout(slow);
      refuse(new Error(`the ${name} ended before it was ready:\n${output()}`));
    });
    child.on('message', ({ type, url }: { type?: string; url?: string }) => {
      if (type !== 'listening') return;
      clearTimeout(slow);
      ready(running(child, url ?? '', output));
    });
  });
}

/** Nothing of this process's own environment: a child knows what its configuration says. */
function envOf(config: Config): Record<string, string> {
  return Object.fromEntries(Object.entries(config).map(([name, value]) => [name, String(value)]));
}

function running(child: ChildProcess, url: string, output: () => string): Running {
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const one: Running = {
    pid: child.pid ?? 0,
    url,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    async end(signal = 'SIGKILL') {
      started.delete(one);
      if (one.isAlive()) child.kill(signal);
      if (one.isAlive()) await ended;
    },
    signal: (name) => void child.kill(name),
    output,
  };
  started.add(one);
  return one;
}

/** Keeps the last of what a child writes. */
export function collect(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => (text = (text + chunk).slice(-KEPT_OUTPUT)));
  }
  return () => text;
}

/** Whether a process lives; one that has ended and was not yet asked for by its parent does not. */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = readOrNothing(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return !stat || !/^[ZX]$/.test(stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3));
}

/** Every process that works in a folder or was told of it; only Linux can say, elsewhere the list is empty. */
export function processesOf(folder: string): number[] {
  if (!existsSync('/proc/self/stat')) return [];
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  return pids.map(Number).filter((pid) => {
    const facts = ['cmdline', 'environ'].map((file) =>
      readOrNothing(() => readFileSync(`/proc/${pid}/${file}`, 'utf8')),
    );
    const workplace = readOrNothing(() => readlinkSync(`/proc/${pid}/cwd`));
    return lives(pid) && [...facts, workplace].some((fact) => fact.includes(folder));
  });
}

function readOrNothing(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
