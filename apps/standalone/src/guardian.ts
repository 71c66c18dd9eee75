import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GuardedDatabase, GuardianOrder, GuardianReport } from './guardian-messages';
import type { StopMode } from './postmaster';
import { markOf, type ProcessMark } from './processes';

const SCRIPT = join(__dirname, 'guardian.main.js');
const STOP_PATIENCE_MS = 13_000;
const RESTART_PAUSE_MS = 300;
const RESTART_PAUSE_MAX_MS = 10_000;

export interface GuardianOptions {
  /** Absent with an external database: then the guardian only ends what a killed launcher leaves. */
  database?: GuardedDatabase;
  logFile: string;
  onLine?: (line: string) => void;
  /** Called with every guardian that is started, also in place of a killed one. */
  onSpawn?: (mark: ProcessMark | undefined) => void;
}

/** The launcher's side of `guardian.main.ts`: starts it, replaces it when it dies, stops it. */
export class Guardian {
  /** Process numbers of the guardian and of PostgreSQL, as of now. */
  pid?: number;
  postgresPid?: number;
  private child?: ChildProcess;
  private stopping = false;
  private started = false;
  private pause = RESTART_PAUSE_MS;
  private watched: ProcessMark[] = [];

  constructor(private readonly options: GuardianOptions) {}

  /** @returns the address of the embedded database, undefined without one */
  async start(): Promise<string | undefined> {
    const url = await this.spawn();
    this.started = true;
    return url;
  }

  /** Names the processes to end should the launcher be killed. */
  watch(children: readonly ProcessMark[]): void {
    this.watched = [...children];
    this.order({ type: 'watch', children: this.watched });
  }

  /** Returns when PostgreSQL and the guardian are gone. */
  async stop(mode: StopMode = 'fast'): Promise<void> {
    this.stopping = true;
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((done) => child.once('exit', () => done()));
    this.order({ type: 'stop', mode });
    const gaveUp = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
    await ended;
    clearTimeout(gaveUp);
  }

  private spawn(): Promise<string | undefined> {
    // A process group of its own: Ctrl-C in a terminal must reach the launcher only, or the database dies first.
    const child = fork(SCRIPT, [], { detached: true, execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    this.child = child;
    this.pid = child.pid;
    this.options.onSpawn?.(markOf(child.pid));
    child.on('exit', () => void this.replace(child));
    const { database, logFile } = this.options;
    this.order({ type: 'start', database, logFile });
    this.order({ type: 'watch', children: this.watched });
    return new Promise((resolve, reject) => {
      child.on('message', (message) => this.hear(message as GuardianReport, resolve, reject));
      child.once('error', reject);
      child.once('exit', () => reject(new Error('the guardian of the database ended before it was ready')));
    });
  }

  private hear(
    message: GuardianReport,
    resolve: (url: string | undefined) => void,
    reject: (error: Error) => void,
  ): void {
    switch (message.type) {
      case 'ready':
        this.postgresPid = message.pid;
        if (this.options.database) this.options.database.port = message.port;
        return resolve(message.url);
      case 'restarted':
        this.postgresPid = message.pid;
        return this.say('PostgreSQL ended by itself and is running again');
      case 'failed':
        return reject(new Error(message.message));
    }
  }

  /** A new guardian stops the server that the dead one left, and starts it again on the same port. */
  private async replace(dead: ChildProcess): Promise<void> {
    if (!this.started || this.stopping || dead !== this.child) return;
    this.say('the guardian of the database ended unexpectedly, starting another');
    await sleep(this.pause);
    this.pause = Math.min(this.pause * 2, RESTART_PAUSE_MAX_MS);
    if (this.stopping) return;
    try {
      await this.spawn();
      this.pause = RESTART_PAUSE_MS;
      this.say('the database is running again');
    } catch (error) {
      // Its exit leads here again, after a longer pause.
      this.say((error as Error).message);
    }
  }

  private say(line: string): void {
    this.options.onLine?.(line);
  }

  private order(order: GuardianOrder): void {
    if (this.child?.connected) this.child.send(order, () => undefined);
  }
}
