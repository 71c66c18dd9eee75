import { type ChildProcess, fork } from 'node:child_process';
import type { LogFile } from './logs';
import { markOf, type ProcessMark } from './processes';

const STOP_PATIENCE_MS = 10_000;
const START_PATIENCE_MS = 60_000;
const RESTART_PAUSE_MS = 500;
const RESTART_PAUSE_MAX_MS = 10_000;
/** Whoever lived this long did not die of what killed it the last time. */
const STEADY_MS = 60_000;

export interface ServiceOptions {
  name: string;
  script: string;
  env: NodeJS.ProcessEnv;
  log: LogFile;
  onLine: (line: string) => void;
  /** Called whenever the process behind the service changes; undefined: none at the moment. */
  onProcess: (mark: ProcessMark | undefined) => void;
}

/** The api or the worker: a child that says `{ type: 'listening', url }` when ready and is restarted when it dies. */
export class Service {
  private child?: ChildProcess;
  private wasReady = false;
  private stopping = false;
  private pause = RESTART_PAUSE_MS;
  private restart?: NodeJS.Timeout;

  constructor(private readonly options: ServiceOptions) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /**
   * @returns the address it listens on
   * @throws Error when it ends, or says nothing for a minute, before it was ever ready
   */
  start(): Promise<string> {
    const child = this.spawn();
    return new Promise((resolve, reject) => {
      const { name, log } = this.options;
      const slow = setTimeout(() => {
        reject(new Error([`${name} was not ready after ${START_PATIENCE_MS / 1_000} s`, ...log.tail()].join('\n')));
        child.kill('SIGKILL');
      }, START_PATIENCE_MS);
      child.on('message', (message: { type?: string; url?: string }) => {
        if (message.type !== 'listening') return;
        clearTimeout(slow);
        this.wasReady = true;
        resolve(message.url ?? '');
      });
      child.once('exit', (code, signal) => {
        clearTimeout(slow);
        reject(
          new Error([`${name} ended before it was ready (${signal ?? `exit ${code}`})`, ...log.tail()].join('\n')),
        );
      });
    });
  }

  /** SIGTERM, ten seconds for what is in flight, SIGKILL. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.restart);
    const { child } = this;
    if (!child || hasEnded(child)) return;
    const ended = new Promise<void>((done) => child.once('exit', () => done()));
    child.kill('SIGTERM');
    const gaveUp = setTimeout(() => this.kill(), STOP_PATIENCE_MS);
    await ended;
    clearTimeout(gaveUp);
  }

  kill(): void {
    this.stopping = true;
    clearTimeout(this.restart);
    if (this.child && !hasEnded(this.child)) this.child.kill('SIGKILL');
  }

  private spawn(): ChildProcess {
    const { script, env, log, onProcess } = this.options;
    const born = Date.now();
    // Standard error is inherited rather than piped: a pipe would break, and hurt the child, when the launcher dies.
    const child = log.with((output) =>
      fork(script, [], { env, detached: true, execArgv: [], stdio: ['ignore', output, 'inherit', 'ipc'] }),
    );
    this.child = child;
    onProcess(markOf(child.pid));
    child.once('exit', (code, signal) => {
      onProcess(undefined);
      if (this.stopping || !this.wasReady) return;
      this.comeBack(signal ?? `exit ${code}`, Date.now() - born);
    });
    return child;
  }

  private comeBack(reason: string, livedMs: number): void {
    const { name, onLine } = this.options;
    if (livedMs > STEADY_MS) this.pause = RESTART_PAUSE_MS;
    onLine(`${name} ended unexpectedly (${reason}), starting it again in ${this.pause / 1_000} s`);
    this.restart = setTimeout(() => {
      this.start().then(
        () => onLine(`${name} is running again`),
        () => undefined, // Its exit has scheduled the next attempt.
      );
    }, this.pause);
    this.pause = Math.min(this.pause * 2, RESTART_PAUSE_MAX_MS);
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
