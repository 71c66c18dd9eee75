import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { argumentsOf, type Order, type Outcome } from './typesetter-messages';
import { WORKSPACE } from './typesetting';

export interface MemoryLimits {
  restMegabytes?: number;
  mostMegabytes?: number;
}

/** How long one document may take, how many processes it may end, and whether others go before it to a processor. */
export type TypesetterLimits = MemoryLimits & { timeoutMs: number; mostCrashes?: number; givesWay?: boolean };

/** What is heard of a process that sets documents. */
export interface Listener {
  ready(): void;
  outcome(outcome: Outcome): void;
  /** @param how null when it made way by itself, between two documents */
  ended(how: string | null): void;
}

/** Some 200 MB is usual; these say that something went wrong. */
const MEMORY = { restMegabytes: 500, mostMegabytes: 1_000 };

/** Tests run from the sources; a process can only be started from what is built. */
const MAIN = [__dirname, join(WORKSPACE, 'dist/libs/platform/reports/src')]
  .map((folder) => join(folder, 'typesetter.main.js'))
  .find(existsSync);

/** Linux counts a process's time in hundredths of a second. */
const MS_OF_A_TICK = 10;

/** A process that sets documents, and what it says until it is ended. */
export class TypesetterFork {
  private readonly child: ChildProcess;
  private isEnded = false;

  constructor({ givesWay, ...limits }: MemoryLimits & { givesWay?: boolean }, listener: Listener) {
    if (!MAIN) throw new Error('typesetter.main.js is not built');
    // It sees none of the settings and secrets of this process.
    this.child = fork(MAIN, argumentsOf({ workspace: WORKSPACE, ...MEMORY, ...limits }), {
      ...{ env: {}, execArgv: [], serialization: 'advanced', stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
    });
    if (givesWay && this.child.pid) giveWay(this.child.pid);
    this.child.on('message', (message) => {
      if (this.isEnded) return;
      if (message === 'ready') listener.ready();
      else listener.outcome(message as Outcome);
    });
    this.child.on('error', () => undefined); // 'exit' follows, or the time runs out
    this.child.once('exit', (code, signal) => {
      if (!this.isEnded) listener.ended(code === 0 ? null : (signal ?? `code ${code}`));
    });
  }

  send(order: Order): void {
    this.child.send(order);
  }

  /** Milliseconds of a processor that it has had so far; null where the system does not say. */
  get processorMs(): number | null {
    try {
      const stat = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8');
      const [user = 0, system = 0] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14).map(Number);
      return (user + system) * MS_OF_A_TICK;
    } catch {
      return null;
    }
  }

  end(): void {
    this.isEnded = true;
    this.child.kill('SIGKILL');
  }
}

function giveWay(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It is gone already, which 'exit' says.
  }
}
