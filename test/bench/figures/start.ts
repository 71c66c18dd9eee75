import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { probePort } from '../../../apps/standalone/src/ports';
import type { StartOrder } from '../baseline-start';
import type { Ending } from '../ending';
import { childEnvironment, orderFor } from '../environment';
import { inTurns } from '../load';
import type { Figure } from '../report-line';

const LAUNCHER = resolve(__dirname, '../../../apps/standalone/src/main.js');
const BASELINE = resolve(__dirname, '../baseline-start.js');
const POLL_MS = 5;
const PATIENCE_MS = 60_000;

interface Place {
  dataDir: string;
  port: number;
}

/** `start.first200`: from the launcher's start on an empty folder to the first 200 of `/health/ready`. */
export async function firstAnswer(ending: Ending): Promise<Figure> {
  const launcher = (place: Place): ChildProcess => {
    return start(LAUNCHER, childEnvironment({ DATA_DIR: place.dataDir, PORT: String(place.port) }));
  };
  const bare = ({ dataDir, port }: Place): ChildProcess => {
    const order: StartOrder = { dataDir: join(dataDir, 'postgres'), port };
    return start(BASELINE, orderFor(order));
  };
  const times = await inTurns(
    () => millisecondsTo200(launcher, ending),
    () => millisecondsTo200(bare, ending),
  );
  return { name: 'start.first200', ...times, unit: 'ms', lessIsBetter: true };
}

async function millisecondsTo200(begin: (place: Place) => ChildProcess, ending: Ending): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'nqi-bench-start-'));
  const port = await probePort('127.0.0.1', 0);
  const began = performance.now();
  const child = begin({ dataDir, port });
  const clear = ending.add(async () => {
    await stop(child);
    rmSync(dataDir, { recursive: true, force: true });
  });
  try {
    await until200(`http://127.0.0.1:${port}/health/ready`, child);
    return performance.now() - began;
  } finally {
    await clear();
  }
}

/** With a channel: both end by themselves when the bench is killed. A group of its own: Ctrl-C is for the bench to answer. */
function start(script: string, env: NodeJS.ProcessEnv): ChildProcess {
  return fork(script, [], { env, detached: true, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

async function until200(url: string, child: ChildProcess): Promise<void> {
  for (const deadline = performance.now() + PATIENCE_MS; performance.now() < deadline; await pause(POLL_MS)) {
    if (child.exitCode !== null) throw new Error(`${child.spawnargs.join(' ')} ended with ${child.exitCode}`);
    const answer = await fetch(url).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.ok) return;
  }
  throw new Error(`${url} did not answer`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  child.kill('SIGTERM');
  await ended;
}
